import type { AttributeKind, EventSelector, Timestamp } from "../../domain/index.js";
import type { StoredEvent } from "../storedEvent.js";
import type { DatabaseInfo } from "./databaseInfo.js";
import type { EventReader } from "./eventReader.js";
import type { Head } from "./head.js";
import type { LogQuery, RevisionRange } from "./logQuery.js";
import type { ReaderAddress } from "./readerAddress.js";
import type { NewTransaction, Transaction } from "./transaction.js";

/**
 * Where the transactions of one database are kept. Asynchronous, and safe for many callers at once,
 * also from several processes: only `append` decides who comes first.
 *
 * Every method rejects with a DatabaseError `not-found` once the database was deleted, and
 * `unavailable` when the store is closed or cannot be reached.
 */
export interface EventStore {
  readonly database: DatabaseInfo;

  /** Where the log ends now. */
  head(): Promise<Head>;

  /**
   * Appends all events or none, in one transaction of its own. In this order: a known id is answered
   * with the first result, and nothing else is looked at; validity (`checkTransaction`); ids that
   * their streams hold already; conditions, against what stands before this transaction; insertion.
   *
   * Revisions follow each other without gaps. A transaction is never recorded before the head: a clock
   * that goes back is held still.
   * @throws DatabaseError `invalid-argument`, `invalid-event`, `duplicate-event`,
   * `condition-violated`; `write-conflict` when others were faster again and again. Nothing is
   * written then, and the id is not taken.
   */
  append(transaction: NewTransaction): Promise<Transaction>;

  /** The transaction with the id. */
  transaction(id: string): Promise<Transaction | undefined>;

  /**
   * The transactions from the one that includes the revision on (0: from the first), the oldest first,
   * up to what is the head when it is asked.
   */
  transactions(from: bigint): AsyncIterable<Transaction>;

  /**
   * The last revision that was recorded at or before the instant; 0 before the first transaction.
   * @throws DatabaseError `not-found` for an instant before the database was created.
   */
  revisionAt(instant: Timestamp): Promise<bigint>;

  /** When the event of a revision was recorded, as `EventReader.recordedAt`. */
  recordedAt(revision: bigint): Promise<Timestamp | undefined>;

  /** The event with the id in the stream. */
  event(stream: string, id: string): Promise<StoredEvent | undefined>;

  /**
   * The values of an attribute among the events up to the revision, each once, in the order of their
   * UTF-8 bytes. Events without a subject contribute nothing.
   */
  keys(kind: AttributeKind, upTo: bigint): AsyncIterable<string>;

  /** As `EventReader.events`, for whoever can wait. */
  events(query: LogQuery): AsyncIterable<StoredEvent>;

  /** As `EventReader.last`, for whoever can wait. */
  last(selector: EventSelector, range?: RevisionRange): Promise<bigint>;

  /**
   * The head now, and again after commits; several may be told as one, and none ever goes back. It
   * ends when the signal is aborted, and when the database is deleted or the store closed.
   */
  heads(signal: AbortSignal): AsyncIterable<Head>;

  /**
   * Opens a synchronous reader in this thread, for a revision at or before the head. Absent where the
   * store can only be waited for: then a reader is bridged from another thread over `events` and `last`.
   * @throws DatabaseError `invalid-argument` for a revision after the head.
   */
  readonly reader?: ((upTo: bigint) => EventReader) | undefined;

  /** By what a worker opens readers of its own; absent where it must be bridged. */
  readonly readerAddress?: ReaderAddress | undefined;

  /** Lets go of what it holds, after what was begun is done. Later calls reject. */
  close(): Promise<void>;
}
