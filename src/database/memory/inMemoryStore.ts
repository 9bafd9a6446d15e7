import type { AttributeKind, EventSelector, Timestamp } from "../../domain/index.js";
import { checkConditions } from "../checkConditions.js";
import { checkTransaction, duplicateEvent } from "../checkTransaction.js";
import { committedTransaction } from "../committedTransaction.js";
import type { DatabaseError } from "../databaseError.js";
import type {
  DatabaseInfo,
  EventReader,
  EventStore,
  Head,
  LogQuery,
  NewTransaction,
  RevisionRange,
  Transaction,
} from "../ports/index.js";
import { afterHead, beforeCreation, databaseClosed } from "../refusals.js";
import { fixedTimestamp, type StoredEvent } from "../storedEvent.js";
import { HeadFeed } from "./headFeed.js";
import { MemoryLog } from "./memoryLog.js";
import { MemoryReader } from "./memoryReader.js";

/**
 * The transactions of one database in memory. Whoever cannot wait appends with `appendNow`; all else
 * is as every store has it.
 */
export class InMemoryStore implements EventStore {
  readonly database: DatabaseInfo;
  readonly #log: MemoryLog;
  readonly #feed = new HeadFeed();
  #ended: DatabaseError | undefined;

  constructor({ name, createdAt, origin }: DatabaseInfo) {
    this.database = Object.freeze({ name, createdAt: fixedTimestamp(createdAt), origin });
    this.#log = new MemoryLog(this.database.createdAt);
  }

  /** As `append`, at once. */
  appendNow(transaction: NewTransaction): Transaction {
    const log = this.#alive();
    const known = log.transaction(transaction.id);
    if (known !== undefined) return known;
    checkTransaction(transaction);
    for (const event of transaction.events) {
      if (log.placeOfId(event.stream, event.id) !== undefined) throw duplicateEvent(event);
    }
    const { head } = log;
    if (transaction.conditions.length > 0) {
      const reader = new MemoryReader(this.database, log, head);
      checkConditions(transaction.conditions, (selector, range) => reader.last(selector, range));
    }
    const committed = committedTransaction(transaction, this.database, head);
    log.append(committed);
    this.#feed.announce();
    return committed;
  }

  /** Where the log ends now, at once. */
  headNow(): Head {
    return this.#alive().head;
  }

  /** As `transaction`, at once. */
  transactionNow(id: string): Transaction | undefined {
    return this.#alive().transaction(id);
  }

  readonly reader = (upTo: bigint): EventReader => {
    const log = this.#alive();
    const { revision } = log.head;
    if (upTo > revision) throw afterHead(upTo, revision);
    const recordedAt = log.recordedAt(upTo) ?? this.database.createdAt;
    return new MemoryReader(this.database, log, { revision: upTo, recordedAt });
  };

  async head(): Promise<Head> {
    return Promise.resolve(this.headNow());
  }

  async append(transaction: NewTransaction): Promise<Transaction> {
    return Promise.resolve(this.appendNow(transaction));
  }

  async transaction(id: string): Promise<Transaction | undefined> {
    return Promise.resolve(this.transactionNow(id));
  }

  async *transactions(from: bigint): AsyncGenerator<Transaction> {
    const log = this.#alive();
    yield* await Promise.resolve(log.transactions(from, log.head.revision));
  }

  async revisionAt(instant: Timestamp): Promise<bigint> {
    const log = this.#alive();
    if (instant.compare(this.database.createdAt) < 0) throw beforeCreation(this.database, instant);
    return Promise.resolve(log.revisionAt(instant));
  }

  async recordedAt(revision: bigint): Promise<Timestamp | undefined> {
    return Promise.resolve(this.#alive().recordedAt(revision));
  }

  async event(stream: string, id: string): Promise<StoredEvent | undefined> {
    const log = this.#alive();
    const place = log.placeOfId(stream, id);
    return Promise.resolve(place === undefined ? undefined : log.event(place));
  }

  async *keys(kind: AttributeKind, upTo: bigint): AsyncGenerator<string> {
    yield* await Promise.resolve(this.#alive().index.values(kind, Number(upTo)));
  }

  async *events(query: LogQuery): AsyncGenerator<StoredEvent> {
    yield* await Promise.resolve(this.reader(this.headNow().revision).events(query));
  }

  async last(selector: EventSelector, range?: RevisionRange): Promise<bigint> {
    return Promise.resolve(this.reader(this.headNow().revision).last(selector, range));
  }

  async *heads(signal: AbortSignal): AsyncGenerator<Head> {
    const log = this.#alive();
    yield* this.#feed.heads(() => log.head, signal);
  }

  async close(): Promise<void> {
    this.end(databaseClosed(this.database.name));
    return Promise.resolve();
  }

  /** Ends all that goes on; every later call is answered with the error. */
  end(error: DatabaseError): void {
    this.#ended ??= error;
    this.#feed.close();
  }

  /** Whether it was deleted. */
  get isGone(): boolean {
    return this.#ended?.isGone ?? false;
  }

  #alive(): MemoryLog {
    if (this.#ended !== undefined) throw this.#ended;
    return this.#log;
  }
}
