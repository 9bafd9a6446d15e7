import { STEPS_PER_UNIT } from "../dist/artifact/index.js";
import { quickjs } from "../dist/build/quickjs/index.js";
import { starlingmonkey } from "../dist/build/starlingmonkey/index.js";

/**
 * The engines, with what their components are known to do differently; docs/engine.md has the same
 * for users. A case that needs a trait which an engine lacks is not asked of it.
 */
export const ENGINES = {
  starlingmonkey: {
    engine: starlingmonkey,
    traits: {
      /** A text that starts with a byte order mark keeps it. */
      keepsMarks: false,
      /** Negative 64-bit and large 32-bit integers arrive as they are when they are plain arguments. */
      exactArguments: false,
      /** What a decision throws or returns that is no answer of the world becomes an `internal` error. */
      explainsMistakes: false,
      /** An asynchronous handler may still be running when the call is over. */
      endsCalls: false,
      /** Work without end is stopped. */
      limitsSteps: false,
      /** The clock stands at the call's own instant. */
      tellsCallTime: false,
      /** Events of an earlier call are refused with an error. */
      refusesKeptEvents: true,
      /** So are its other arguments, as far as they are not copies, and its handles. */
      refusesKept: false,
      /** Handles that nothing refers to are given back. */
      dropsHandles: false,
      /** It reads JSON natively for this package. */
      readsPlainJson: false,
    },
  },
  quickjs: {
    engine: quickjs({ stepLimit: 5_000_000 / STEPS_PER_UNIT }),
    traits: {
      keepsMarks: true,
      exactArguments: true,
      explainsMistakes: true,
      endsCalls: true,
      limitsSteps: true,
      tellsCallTime: true,
      refusesKeptEvents: true,
      refusesKept: true,
      dropsHandles: true,
      readsPlainJson: true,
    },
  },
};
