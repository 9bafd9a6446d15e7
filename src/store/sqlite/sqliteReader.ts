import {
  type DatabaseInfo,
  type EventReader,
  fixedTimestamp,
  type Head,
  type LogQuery,
  type RevisionRange,
  type StoredEvent,
} from "../../database/index.js";
import type { EventSelector, Timestamp } from "../../domain/index.js";
import { existing } from "../sql/rowRange.js";
import type { LogReader } from "./logReader.js";

/**
 * Reads a log with this head as of a revision.
 * @throws DatabaseError for a revision that does not exist.
 */
export function readerAt(log: LogReader, head: Head, upTo: bigint): EventReader {
  existing(upTo, Number(head.revision));
  if (upTo === head.revision) return new SqliteReader(log, head);
  const recordedAt = fixedTimestamp(log.recordedAt(upTo) ?? log.database.createdAt);
  return new SqliteReader(log, { revision: upTo, recordedAt });
}

/** Reads a log as of a revision, in the thread that asks. */
class SqliteReader implements EventReader {
  readonly database: DatabaseInfo;
  readonly head: Head;
  readonly #log: LogReader;

  constructor(log: LogReader, head: Head) {
    this.database = log.database;
    this.head = head;
    this.#log = log;
  }

  recordedAt(revision: bigint): Timestamp | undefined {
    if (revision > this.head.revision) return undefined;
    if (revision === this.head.revision) return this.head.recordedAt;
    return this.#log.recordedAt(revision);
  }

  *events(query: LogQuery): Generator<StoredEvent, void, undefined> {
    for (const page of this.#log.pages(query, Number(this.head.revision))) yield* page;
  }

  last(selector: EventSelector, range: RevisionRange = {}): bigint {
    return this.#log.last(selector, range, Number(this.head.revision));
  }

  close(): void {
    // The connection stays open for other readers.
  }
}
