import { Timestamp } from "../../domain/index.js";
import type { WitDatetime } from "./wit.js";

const MAX_SECONDS = 2n ** 63n - 1n;

/** componentize-js gives seconds before 1970 without their sign. */
export function timestampFromWit({ seconds, nanoseconds }: WitDatetime): Timestamp {
  return new Timestamp(seconds > MAX_SECONDS ? BigInt.asIntN(64, seconds) : seconds, nanoseconds);
}

export function timestampToWit({ seconds, nanoseconds }: Timestamp): WitDatetime {
  return { seconds, nanoseconds };
}
