import { setTimeout as after } from "node:timers/promises";
import type { BuiltDefinition } from "../builder/messages.js";
import type { Generation } from "./generation.js";
import type { LiveDefinitions } from "./liveDefinitions.js";

/** So many of the definitions that were asked for last are built at once: they are asked for again. */
const SOON = 4;

/** Only after so many milliseconds, what nobody is known to ask for: another save may come first. */
const QUIET = 500;

/** So many components of definitions that nobody has called yet are compiled ahead; of others it is only known that they can be built. */
const COMPILED_AHEAD = 16;

export interface AheadOptions {
  readonly generation: Generation;
  /** What is to be built of it. */
  readonly changed: readonly BuiltDefinition[];
  readonly definitions: LiveDefinitions;
  /** Compiles a component. */
  readonly ready: (key: string, bytes: () => Promise<Uint8Array>) => Promise<void>;
  /** Whether it need not go on. */
  readonly isOver: () => boolean;
  /** Hears what cannot be built; nothing else is built then. */
  readonly failed: (definition: BuiltDefinition, error: unknown) => Promise<void>;
}

/** Building a generation's components before they are asked for. */
export interface AheadOfCalls {
  /** What will be asked for any moment is ready. */
  readonly soon: Promise<void>;
  /** Whether all of it could be built; false, too, where it did not go on. */
  readonly all: Promise<boolean>;
}

export function buildAhead({ generation, definitions, ...options }: AheadOptions): AheadOfCalls {
  const changed = definitions.byUse(options.changed);
  const soon = changed.filter((one) => definitions.isUsed(one)).slice(0, SOON);
  const later = changed.filter((one) => !soon.includes(one));
  const course = { compiled: 0, failed: false };
  const isOver = (): boolean => course.failed || options.isOver();

  async function attempt(definition: BuiltDefinition, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (isOver()) return;
      course.failed = true;
      await options.failed(definition, error);
    }
  }
  // Whoever asks meanwhile waits for the same.
  const buildSoon = (one: BuiltDefinition): Promise<void> =>
    attempt(one, () => options.ready(one.key, () => definitions.ahead(generation, one, true)));
  // Whoever asks meanwhile must not wait until there is time for it.
  const buildLater = (one: BuiltDefinition): Promise<void> =>
    attempt(one, async () => {
      const bytes = await definitions.ahead(generation, one, false);
      if (isOver()) return;
      if (definitions.isUsed(one) || course.compiled++ < COMPILED_AHEAD)
        await options.ready(one.key, () => Promise.resolve(bytes));
    });
  async function lane(left: BuiltDefinition[]): Promise<void> {
    for (let next = left.shift(); next !== undefined && !isOver(); next = left.shift())
      await buildLater(next);
  }

  const first = Promise.all(soon.map(buildSoon)).then(() => undefined);
  async function rest(): Promise<boolean> {
    await first;
    if (later.length > 0 && !isOver()) {
      await after(QUIET, undefined, { ref: false });
      const left = [...later];
      // One is compiled while the next one is built.
      await Promise.all([lane(left), lane(left)]);
    }
    return !isOver();
  }
  return { soon: first, all: rest() };
}
