import {
  beforeCreation,
  databaseClosed,
  type DatabaseError,
  type DatabaseInfo,
  type EventReader,
  type EventStore,
  type Head,
  HeadFeed,
  type LogQuery,
  type NewTransaction,
  type ReaderAddress,
  type RevisionRange,
  type StoredEvent,
  type Transaction,
} from "../../database/index.js";
import type { AttributeKind, EventSelector, Timestamp } from "../../domain/index.js";
import type { Connection } from "./connection.js";
import { sqliteDriver } from "./driver.js";
import { GroupCommit } from "./groupCommit.js";
import { LogReader } from "./logReader.js";
import { LogWriter } from "./logWriter.js";
import type { SqliteAddress } from "./openReader.js";
import { readerAt } from "./sqliteReader.js";
import { TransactionRows } from "./transactionRows.js";

/** So many keys are read at a time. */
const PAGE = 500;

/** The transactions of one database in a file of SQLite. */
export class SqliteStore implements EventStore {
  readonly database: DatabaseInfo;
  readonly readerAddress?: ReaderAddress | undefined;
  readonly #reads: LogReader;
  readonly #transactions: TransactionRows;
  readonly #commits: GroupCommit;
  readonly #feed = new HeadFeed();
  #head: Head;
  #ended: DatabaseError | undefined;

  /**
   * @param writing the one connection that writes
   * @param reading another one, so that a page can be read while nothing is written
   */
  constructor(database: DatabaseInfo, path: string, writing: Connection, reading: Connection) {
    // It is given out: nobody may write on it.
    Object.freeze(database.createdAt);
    this.database = Object.freeze(database);
    const written = new LogReader(database, writing);
    this.#reads = new LogReader(database, reading);
    this.#transactions = new TransactionRows(reading, this.#reads);
    const writer = new LogWriter(writing, written, new TransactionRows(writing, written));
    this.#commits = new GroupCommit({
      writer,
      committed: (head) => {
        this.#head = head;
        this.#feed.announce();
      },
      // What may not be on disk must not be read either: its sender would take it for acknowledged.
      failed: (error) => {
        this.end(error);
      },
    });
    this.#head = this.#reads.head();
    const address: SqliteAddress = { path, origin: database.origin };
    if (sqliteDriver().mayEndWithThread)
      this.readerAddress = { module: new URL("./openReader.js", import.meta.url).href, address };
  }

  readonly reader = (upTo: bigint): EventReader => readerAt(this.#alive(), this.#head, upTo);

  async head(): Promise<Head> {
    this.#alive();
    return Promise.resolve(this.#head);
  }

  async append(transaction: NewTransaction): Promise<Transaction> {
    this.#alive();
    return this.#commits.append(transaction);
  }

  async transaction(id: string): Promise<Transaction | undefined> {
    this.#alive();
    return Promise.resolve(this.#upToHead(this.#transactions.byId(id)));
  }

  async *transactions(from: bigint): AsyncGenerator<Transaction, void, undefined> {
    this.#alive();
    const { revision } = this.#head;
    if (from > revision) return;
    const transactions = this.#transactions.from(Number(from), Number(revision));
    for (;;) {
      this.#alive();
      const { value, done } = await Promise.resolve(transactions.next());
      if (done === true) return;
      yield value;
    }
  }

  async revisionAt(instant: Timestamp): Promise<bigint> {
    const log = this.#alive();
    if (instant.compare(this.database.createdAt) < 0) throw beforeCreation(this.database, instant);
    const found = BigInt(log.revisionAt(instant));
    return Promise.resolve(found < this.#head.revision ? found : this.#head.revision);
  }

  async recordedAt(revision: bigint): Promise<Timestamp | undefined> {
    const log = this.#alive();
    return Promise.resolve(revision > this.#head.revision ? undefined : log.recordedAt(revision));
  }

  async event(stream: string, id: string): Promise<StoredEvent | undefined> {
    return Promise.resolve(this.#upToHead(this.#alive().event(stream, id)));
  }

  async *keys(kind: AttributeKind, upTo: bigint): AsyncGenerator<string, void, undefined> {
    const end = upTo > this.#head.revision ? this.#head.revision : upTo;
    let after: string | undefined;
    for (;;) {
      const { dictionary } = this.#alive();
      const page = await Promise.resolve(dictionary.values(kind, Number(end), after, PAGE));
      yield* page;
      if (page.length < PAGE) return;
      after = page.at(-1);
    }
  }

  async *events(query: LogQuery): AsyncGenerator<StoredEvent, void, undefined> {
    const head = Number(this.#head.revision);
    const pages = this.#alive().pages(query, head);
    for (;;) {
      this.#alive();
      const page = await Promise.resolve(pages.next());
      if (page.done === true) return;
      yield* page.value;
    }
  }

  async last(selector: EventSelector, range: RevisionRange = {}): Promise<bigint> {
    return Promise.resolve(this.#alive().last(selector, range, Number(this.#head.revision)));
  }

  async *heads(signal: AbortSignal): AsyncGenerator<Head, void, undefined> {
    this.#alive();
    yield* this.#feed.heads(() => this.#head, signal);
  }

  async close(): Promise<void> {
    this.end(databaseClosed(this.database.name));
    return Promise.resolve();
  }

  /** Commits what is waiting, and ends all that goes on; every later call is answered with the error. */
  end(error: DatabaseError): void {
    if (this.#ended !== undefined) return;
    this.#commits.flush();
    this.#ended = error;
    this.#feed.close();
  }

  /** Whether it was deleted. */
  get isGone(): boolean {
    return this.#ended?.isGone ?? false;
  }

  /** What was committed and is not on disk yet is there for nobody. */
  #upToHead<T extends { readonly revision: bigint }>(found: T | undefined): T | undefined {
    return found !== undefined && found.revision <= this.#head.revision ? found : undefined;
  }

  #alive(): LogReader {
    if (this.#ended !== undefined) throw this.#ended;
    return this.#reads;
  }
}
