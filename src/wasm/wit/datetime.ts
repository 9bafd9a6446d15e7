import { Timestamp } from "../../domain/index.js";
import type { WitDatetime } from "./wit.js";

export function timestampFromWit({ seconds, nanoseconds }: WitDatetime): Timestamp {
  return new Timestamp(BigInt.asIntN(64, seconds), nanoseconds);
}

export function timestampToWit({ seconds, nanoseconds }: Timestamp): WitDatetime {
  return { seconds, nanoseconds };
}
