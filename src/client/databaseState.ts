import type { Timestamp } from "../domain/index.js";

/** A database at a revision: a value that never changes. */
export interface DatabaseState {
  /** The name of the database. */
  readonly name: string;
  /** When it was created. */
  readonly createdAt: Timestamp;
  /** How many events it holds. */
  readonly revision: bigint;
  /** When that revision was committed; for revision 0 when the database was created. */
  readonly revisionTimestamp: Timestamp;
}
