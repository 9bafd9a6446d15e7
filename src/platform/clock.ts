import { Timestamp } from "../domain/index.js";

/** Says what time it is. */
export type Clock = () => Timestamp;

/** The machine's clock, in nanoseconds as far as it has them. */
export function systemClock(): Timestamp {
  const micros = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1_000));
  return new Timestamp(micros / 1_000_000n, Number(micros % 1_000_000n) * 1_000);
}
