import { Pollable } from "./io.js";

interface Datetime {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

const MILLISECOND = 1_000_000;

function wallClock(): Datetime {
  const milliseconds = Date.now();
  return {
    seconds: BigInt(Math.floor(milliseconds / 1_000)),
    nanoseconds: (milliseconds % 1_000) * MILLISECOND,
  };
}

/** `wasi:clocks`: the clocks of this machine, as on the platform. */
export const CLOCKS = {
  "wasi:clocks/monotonic-clock": {
    now: (): bigint => process.hrtime.bigint(),
    resolution: (): bigint => 1n,
    subscribeInstant: (due: bigint) => new Pollable(due),
    subscribeDuration: (wait: bigint) => new Pollable(process.hrtime.bigint() + wait),
  },
  "wasi:clocks/wall-clock": {
    now: wallClock,
    resolution: (): Datetime => ({ seconds: 0n, nanoseconds: MILLISECOND }),
  },
};
