import type { DatabaseInfo, Transaction } from "../../database/index.js";
import { instantOf } from "../sql/instantKey.js";
import { bytes, integer, text, type Row } from "../sql/row.js";
import { loaded } from "../sql/storedText.js";
import { metadataFromJson } from "../sql/transactionMetadata.js";
import type { Connection } from "./connection.js";
import type { LogReader } from "./logReader.js";

const COLUMNS = "revision, basis, id, recorded, metadata";
/** So many transactions are read at a time, without their events. */
const PAGE = 256;

/** Reads committed transactions, with their events. */
export class TransactionRows {
  readonly #database: DatabaseInfo;
  readonly #connection: Connection;
  readonly #log: LogReader;

  constructor(connection: Connection, log: LogReader) {
    this.#database = log.database;
    this.#connection = connection;
    this.#log = log;
  }

  byId(id: string): Transaction | undefined {
    const row = this.#connection.get(`select ${COLUMNS} from committed where id = ?`, id);
    if (row === undefined) return undefined;
    const [transaction] = this.#transactionsOf([row]);
    return transaction;
  }

  /** The transactions that end at or after the revision, up to a head; they are read as they are taken. */
  *from(revision: number, head: number): Generator<Transaction, void, undefined> {
    for (let next = revision; ;) {
      const rows = this.#connection.all(
        `select ${COLUMNS} from committed where revision >= ? and revision <= ? order by revision limit ${String(PAGE)}`,
        next,
        head,
      );
      yield* this.#transactionsOf(rows);
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      next = integer(last, "revision") + 1;
    }
  }

  /** The transactions of rows that follow each other, whose events are read page by page. */
  *#transactionsOf(rows: readonly Row[]): Generator<Transaction, void, undefined> {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return;
    const range = { after: BigInt(integer(first, "basis")) };
    const events = each(this.#log.pages(range, integer(last, "revision")));
    for (const row of rows) {
      const basis = integer(row, "basis");
      const revision = integer(row, "revision");
      yield {
        id: loaded(text(row, "id")),
        database: this.#database.name,
        basis: BigInt(basis),
        revision: BigInt(revision),
        recordedAt: instantOf(bytes(row, "recorded")),
        events: next(events, revision - basis),
        ...metadataFromJson(text(row, "metadata")),
      };
    }
  }
}

function* each<T>(pages: Iterable<readonly T[]>): Generator<T, void, undefined> {
  for (const page of pages) yield* page;
}

/** So many of the next ones. */
function next<T>(values: Iterator<T, void, undefined>, count: number): readonly T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const { value, done } = values.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}
