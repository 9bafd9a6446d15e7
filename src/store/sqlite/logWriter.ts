import {
  checkConditions,
  checkTransaction,
  committedTransaction,
  DatabaseError,
  duplicateEvent,
  type DatabaseInfo,
  type Head,
  type NewTransaction,
  type StoredEvent,
  type Transaction,
} from "../../database/index.js";
import { messageOf } from "../../domain/index.js";
import { encodeEvent } from "../../protocol/index.js";
import type { Appended, AppendedGroup } from "../sql/appended.js";
import { instantKey } from "../sql/instantKey.js";
import { RecentEvents } from "../sql/recentEvents.js";
import { metadataToJson } from "../sql/transactionMetadata.js";
import type { Connection } from "./connection.js";
import type { LogReader } from "./logReader.js";
import type { TransactionRows } from "./transactionRows.js";

const INSERT_EVENT =
  "insert into event (revision, stream, subject, type, id, effective, bytes) values (?, ?, ?, ?, ?, ?, ?)";
const INSERT_COMMITTED =
  "insert into committed (revision, basis, id, recorded, metadata) values (?, ?, ?, ?, ?)";

/** Looking through more events for a condition takes longer than SQLite's indexes do. */
const MOST_LOOKED_AT = 128;

const UNKNOWN = "it is not known whether a transaction was written";

/** Appends transactions over the one connection that writes. */
export class LogWriter {
  readonly #database: DatabaseInfo;
  readonly #connection: Connection;
  readonly #log: LogReader;
  readonly #transactions: TransactionRows;
  readonly #recent = new RecentEvents(MOST_LOOKED_AT);

  constructor(connection: Connection, log: LogReader, transactions: TransactionRows) {
    this.#database = log.database;
    this.#connection = connection;
    this.#log = log;
    this.#transactions = transactions;
  }

  /**
   * Appends all that can be appended, one after the other, and commits them together. One that is
   * refused leaves its neighbours alone, for nothing of a transaction is written before all of it was
   * checked. What was committed may be acknowledged and read when it is flushed.
   * @throws DatabaseError `unavailable` when nothing could be committed.
   */
  append(group: readonly NewTransaction[]): AppendedGroup {
    try {
      return this.#connection.passingTransaction(() => this.#appendAll(group));
    } catch (error) {
      this.#log.forget();
      throw this.#unavailable("nothing was written", error);
    }
  }

  /** When this returns, what was committed is on disk. @throws DatabaseError `unavailable` */
  flush(): void {
    try {
      this.#connection.flush();
    } catch (error) {
      throw this.#unavailable(UNKNOWN, error);
    }
  }

  /** The same, while this thread does other things. */
  async flushed(): Promise<void> {
    try {
      await this.#connection.flushed();
    } catch (error) {
      throw this.#unavailable(UNKNOWN, error);
    }
  }

  #unavailable(what: string, cause: unknown): DatabaseError {
    return new DatabaseError(
      "unavailable",
      `${what} to the database ${this.#database.name}: ${messageOf(cause)}`,
      { cause },
    );
  }

  #appendAll(group: readonly NewTransaction[]): AppendedGroup {
    let head = this.#log.head();
    // At first, and after what was rolled back.
    if (this.#recent.head !== head.revision) this.#recent.restart(head.revision);
    const results = group.map((transaction): Appended => {
      const known = this.#transactions.byId(transaction.id);
      if (known !== undefined) return { ok: true, transaction: known, isNew: false };
      const refusal = this.#refusal(transaction, head);
      if (refusal !== undefined) return { ok: false, error: refusal };
      const committed = committedTransaction(transaction, this.#database, head);
      this.#insert(committed);
      this.#recent.add(committed.events);
      head = Object.freeze({
        revision: committed.revision,
        recordedAt: committed.recordedAt,
      });
      return { ok: true, transaction: committed, isNew: true };
    });
    return { results, head };
  }

  /** Why the transaction cannot be appended; what the disk has against it is thrown. */
  #refusal(transaction: NewTransaction, head: Head): DatabaseError | undefined {
    try {
      checkTransaction(transaction);
      for (const event of transaction.events)
        if (this.#log.event(event.stream, event.id) !== undefined) throw duplicateEvent(event);
      checkConditions(transaction.conditions, (selector, range = {}) =>
        this.#recent.covers(range.after ?? 0n)
          ? this.#recent.last(selector, range.after ?? 0n)
          : this.#log.last(selector, range, Number(head.revision)),
      );
      return undefined;
    } catch (error) {
      if (error instanceof DatabaseError) return error;
      throw error;
    }
  }

  #insert(transaction: Transaction): void {
    for (const event of transaction.events) this.#insertEvent(event);
    this.#connection.run(
      INSERT_COMMITTED,
      Number(transaction.revision),
      Number(transaction.basis),
      transaction.id,
      instantKey(transaction.recordedAt),
      metadataToJson(transaction),
    );
  }

  #insertEvent(event: StoredEvent): void {
    const { dictionary } = this.#log;
    const stream = dictionary.give("stream", event.stream);
    const subject = dictionary.give("subject", event.subject);
    dictionary.together.meet(subject, stream);
    this.#connection.run(
      INSERT_EVENT,
      Number(event.revision),
      stream,
      subject,
      dictionary.give("event-type", event.type),
      event.id,
      instantKey(event.effectiveTime),
      encodeEvent(event),
    );
  }
}
