import type { RangeCursor } from "../domain/index.js";
import type { StoredEvent } from "./storedEvent.js";

type InTime = Pick<StoredEvent, "effectiveTime" | "revision">;

/** Effective-time order; revision breaks ties. */
export const byEffectiveTime = (a: InTime, b: InTime): number =>
  a.effectiveTime.compare(b.effectiveTime) || compareRevisions(a.revision, b.revision);

/** Negative, zero or positive: the event comes before the place, stands there, or after it. */
export const compareToCursor = (event: InTime, { timestamp, revision }: RangeCursor): number =>
  event.effectiveTime.compare(timestamp) || compareRevisions(event.revision, revision);

export const compareRevisions = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
