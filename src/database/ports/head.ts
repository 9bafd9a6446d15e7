import type { Timestamp } from "../../domain/index.js";

/** Where a log ends: the revision of its last event, and when that was recorded. */
export interface Head {
  /** How many events there are; 0 for an empty log. */
  readonly revision: bigint;
  /** When the last transaction was recorded; of an empty log, when the database was created. */
  readonly recordedAt: Timestamp;
}
