import type { EventSelector, Timestamp } from "../../domain/index.js";
import type { StoredEvent } from "../storedEvent.js";
import type { DatabaseInfo } from "./databaseInfo.js";
import type { Head } from "./head.js";
import type { LogQuery, RevisionRange } from "./logQuery.js";

/**
 * What a database is read by while a guest runs. It is synchronous, because guests are, and answers
 * for one past: whatever is committed later does not show in it.
 *
 * @example
 * const reader = store.reader(head.revision);
 * const [first] = reader.events({ selector, limit: 1 });
 */
export interface EventReader {
  readonly database: DatabaseInfo;

  /** The past that it answers for. */
  readonly head: Head;

  /**
   * When the event of a revision was recorded; for revision 0 when the database was created;
   * `undefined` for a revision after the head.
   */
  recordedAt(revision: bigint): Timestamp | undefined;

  /**
   * The events that the query asks for, in its order, read as they are taken. What was not taken to
   * its end must be left by `return`, as `for … of` and destructuring do.
   * @throws DatabaseError `invalid-argument` for a limit that is no count; RangeError for a selector
   * with an open parameter.
   */
  events(query: LogQuery): Iterable<StoredEvent>;

  /**
   * The revision of the last event that the selector selects within the range; 0 for none.
   * @throws RangeError for a selector with an open parameter.
   */
  last(selector: EventSelector, range?: RevisionRange): bigint;

  /** Lets go of what it holds, such as a connection. Nothing may be asked of it after that. */
  close(): void;
}
