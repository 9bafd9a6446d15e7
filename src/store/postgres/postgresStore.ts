import {
  beforeCreation,
  checkLimit,
  databaseClosed,
  databaseGone,
  DatabaseError,
  type DatabaseInfo,
  type EventStore,
  type Head,
  HeadFeed,
  type LogQuery,
  type NewTransaction,
  type RevisionRange,
  type StoredEvent,
  type Transaction,
} from "../../database/index.js";
import type { AttributeKind, EventSelector, Timestamp } from "../../domain/index.js";
import type { WithHead } from "./firstEvent.js";
import { GroupCommit } from "./groupCommit.js";
import { LogReader, type NumberedDatabase } from "./logReader.js";
import { LogWriter } from "./logWriter.js";
import { PrefixCounts } from "./prefixCounts.js";
import { ReplicaLog } from "./replica.js";
import type { Server } from "./server.js";
import { TransactionRows } from "./transactionRows.js";

/** So many keys are read at a time. */
const PAGE = 500;

export interface PostgresStoreOptions {
  readonly database: NumberedDatabase;
  readonly primary: Server;
  readonly replica: Server | undefined;
  readonly space: number;
  /** Told after a commit, so that other processes are. */
  readonly committed: (database: number) => void;
}

/** What is read by, and from where. */
interface Source {
  readonly log: LogReader;
  readonly transactions: TransactionRows;
}

/** The transactions of one database in PostgreSQL, which other processes append to as well. */
export class PostgresStore implements EventStore {
  readonly database: DatabaseInfo;
  readonly number: number;
  readonly #primary: Source;
  readonly #copy: { readonly source: Source; readonly progress: ReplicaLog } | undefined;
  readonly #commits: GroupCommit;
  readonly #feed = new HeadFeed();
  /** The latest head that this process knows; there may be later ones. */
  #known: Head;
  #listeners = 0;
  #ended: DatabaseError | undefined;

  constructor({ database, primary, replica, space, committed }: PostgresStoreOptions) {
    this.database = database.info;
    this.number = database.number;
    this.#known = { revision: 0n, recordedAt: database.info.createdAt };
    const prefixes = new PrefixCounts(database.number);
    const sourceOf = (server: Server): Source => {
      const log = new LogReader(database, server, prefixes);
      return { log, transactions: new TransactionRows(database, server, log) };
    };
    this.#primary = sourceOf(primary);
    this.#copy = replica && {
      source: sourceOf(replica),
      progress: new ReplicaLog(replica, database.number),
    };
    const writer = new LogWriter(database, primary, space, prefixes);
    this.#commits = new GroupCommit(
      (group) => writer.append(group),
      ({ head, results }) => {
        this.#advance(head);
        if (results.some((result) => result.ok && result.isNew)) committed(database.number);
      },
    );
  }

  async head(): Promise<Head> {
    this.#alive();
    this.#learn(await this.#primary.log.head());
    return this.#known;
  }

  async append(transaction: NewTransaction): Promise<Transaction> {
    this.#alive();
    try {
      return await this.#commits.append(transaction);
    } catch (error) {
      if (error instanceof DatabaseError && error.isGone) this.end(error);
      throw error;
    }
  }

  async transaction(id: string): Promise<Transaction | undefined> {
    this.#alive();
    // From the primary: whoever asks by an id wants to know whether it must be sent again.
    const found = (await this.#primary.transactions.byIds([id])).get(id);
    this.#alive();
    if (found !== undefined && found.revision > this.#known.revision) await this.head();
    return found;
  }

  async *transactions(from: bigint): AsyncGenerator<Transaction, void, undefined> {
    const { revision } = await this.head();
    if (from > revision) return;
    const { transactions } = await this.#at(revision);
    for await (const transaction of transactions.from(from, revision)) {
      this.#alive();
      yield transaction;
    }
  }

  async revisionAt(instant: Timestamp): Promise<bigint> {
    const { revision } = await this.head();
    if (instant.compare(this.database.createdAt) < 0) throw beforeCreation(this.database, instant);
    const found = await (await this.#at(revision)).log.revisionAt(instant);
    return found < revision ? found : revision;
  }

  async recordedAt(revision: bigint): Promise<Timestamp | undefined> {
    if ((await this.#horizon(revision)) < revision) return undefined;
    return (await this.#at(revision)).log.recordedAt(revision);
  }

  async event(stream: string, id: string): Promise<StoredEvent | undefined> {
    const { revision } = await this.head();
    const found = await (await this.#at(revision)).log.event(stream, id);
    if (found !== undefined && found.revision > revision) await this.head();
    return found;
  }

  async *keys(kind: AttributeKind, upTo: bigint): AsyncGenerator<string, void, undefined> {
    const end = await this.#horizon(upTo);
    const { log } = await this.#at(end);
    let after: string | undefined;
    for (;;) {
      const page = await log.values(kind, end, after, PAGE);
      this.#alive();
      // Nothing is what a deleted database has, too.
      if (page.length === 0 && after === undefined) await this.head();
      yield* page;
      if (page.length < PAGE) return;
      after = page.at(-1);
    }
  }

  async *events(query: LogQuery): AsyncGenerator<StoredEvent, void, undefined> {
    checkLimit(query.limit);
    const one = await this.#withHead(query.upTo, (log) => log.first(query));
    if (one !== undefined) {
      if (one.found !== undefined) yield one.found;
      return;
    }
    const end = await this.#horizon(query.upTo);
    const { log } = await this.#at(end);
    for await (const page of log.pages(query, end)) {
      this.#alive();
      yield* page;
    }
  }

  async last(selector: EventSelector, range: RevisionRange = {}): Promise<bigint> {
    const one = await this.#withHead(range.upTo, (log) => log.lastWithHead(selector, range));
    if (one !== undefined) return one.found;
    const end = await this.#horizon(range.upTo);
    return (await this.#at(end)).log.last(selector, range, end);
  }

  async *heads(signal: AbortSignal): AsyncGenerator<Head, void, undefined> {
    this.#alive();
    if (signal.aborted) return;
    this.#listeners += 1;
    try {
      await this.head();
      yield* this.#feed.heads(() => this.#known, signal);
    } finally {
      this.#listeners -= 1;
    }
  }

  /** Looks whether there is a new head, if anybody waits for one. */
  async look(): Promise<void> {
    if (this.#listeners === 0 || this.#ended !== undefined) return;
    try {
      await this.head();
    } catch {
      // It is looked again soon; a database that was deleted has ended already.
    }
  }

  async close(): Promise<void> {
    await this.#commits.done();
    this.end(databaseClosed(this.database.name));
  }

  /** Ends all that goes on; every later call is answered with the error. */
  end(error: DatabaseError): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    this.#feed.close();
  }

  /** Whether it was deleted. */
  get isGone(): boolean {
    return this.#ended?.isGone ?? false;
  }

  /** The revision asked for, or the head if that comes before; the head is asked for only where it matters. */
  async #horizon(upTo: bigint | undefined): Promise<bigint> {
    this.#alive();
    if (upTo !== undefined && upTo <= this.#known.revision) return upTo;
    const { revision } = await this.head();
    return upTo === undefined || upTo > revision ? revision : upTo;
  }

  /**
   * Asks a question together with the head, in one go, where the head must be known and the primary is
   * asked anyway: no answer may be ahead of the head that this process tells.
   */
  async #withHead<T>(
    upTo: bigint | undefined,
    ask: (log: LogReader) => Promise<WithHead<T> | undefined>,
  ): Promise<WithHead<T> | undefined> {
    this.#alive();
    const isKnown = upTo !== undefined && upTo <= this.#known.revision;
    if (isKnown || this.#copy !== undefined) return undefined;
    const answer = await ask(this.#primary.log);
    if (answer !== undefined) this.#learn(answer.head);
    return answer;
  }

  /** @throws DatabaseError when there is no head, for the database was deleted */
  #learn(head: Head | undefined): void {
    this.#alive();
    if (head === undefined) {
      const gone = databaseGone(this.database.name);
      this.end(gone);
      throw gone;
    }
    this.#advance(head);
  }

  /** A source that has the revision: the replica, if there is one and it is not far behind. */
  async #at(revision: bigint): Promise<Source> {
    this.#alive();
    const copy = this.#copy;
    return copy !== undefined && (await copy.progress.reaches(revision))
      ? copy.source
      : this.#primary;
  }

  /** Heads never go back, whatever order answers come in. */
  #advance(head: Head): void {
    if (head.revision <= this.#known.revision) return;
    this.#known = Object.freeze({ ...head });
    this.#feed.announce();
  }

  #alive(): void {
    if (this.#ended !== undefined) throw this.#ended;
  }
}
