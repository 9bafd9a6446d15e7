import type { Timestamp } from "../domain/index.js";
import type { StoredEvent } from "./storedEvent.js";

/** One committed transaction's events, with when they were recorded. */
export interface Commit {
  readonly events: readonly StoredEvent[];
  readonly recordedAt: Timestamp;
  /** What its sender named it by, to be able to send it again; unique in the log. */
  readonly transactionId?: string | undefined;
}

/** Where a database keeps its events: append-only, in revision order, read synchronously. */
export interface EventLog {
  /** How many events there are. */
  readonly revision: bigint;
  /** When the event of the revision was recorded; `undefined` for revision 0. */
  recordedAt(revision: bigint): Timestamp | undefined;
  /** The events after one revision up to another, in order. */
  read(after: bigint, upTo: bigint): Iterable<StoredEvent>;
  /** Whether the stream holds an event with the id. */
  has(stream: string, id: string): boolean;
  /** The revisions of the transaction with the id: the one before it, and its last. */
  transaction(id: string): { readonly basis: bigint; readonly revision: bigint } | undefined;
  /** Adds a transaction's events, all or none; their revisions follow the log's. */
  append(commit: Commit): void;
}
