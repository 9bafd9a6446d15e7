import type {
  DatabaseInfo,
  EventReader,
  Head,
  LogQuery,
  RevisionRange,
  StoredEvent,
} from "../../database/index.js";
import type { EventSelector, Timestamp } from "../../domain/index.js";
import type { LogReader } from "./logReader.js";

/** Reads a log as of a revision, in the thread that asks. */
export class SqliteReader implements EventReader {
  readonly database: DatabaseInfo;
  readonly head: Head;
  readonly #log: LogReader;
  readonly #close: () => void;

  constructor(log: LogReader, head: Head, close: () => void = () => undefined) {
    this.database = log.database;
    this.head = head;
    this.#log = log;
    this.#close = close;
  }

  recordedAt(revision: bigint): Timestamp | undefined {
    return revision > this.head.revision ? undefined : this.#log.recordedAt(revision);
  }

  *events(query: LogQuery): Generator<StoredEvent, void, undefined> {
    for (const page of this.#log.pages(query, Number(this.head.revision))) yield* page;
  }

  last(selector: EventSelector, range: RevisionRange = {}): bigint {
    return this.#log.last(selector, range, Number(this.head.revision));
  }

  close(): void {
    this.#close();
  }
}
