import type { StoredEvent, Transaction } from "../../database/index.js";
import { instantOf } from "../sql/instantKey.js";
import { bytes, integer, text, type Row } from "../sql/row.js";
import { rowNumber } from "../sql/rowRange.js";
import { metadataFromJson } from "../sql/transactionMetadata.js";
import { hashOf, type LogReader, type NumberedDatabase } from "./logReader.js";
import type { Queryable } from "./server.js";
import { loaded } from "../sql/storedText.js";

const COLUMNS = "revision, basis, id, recorded, metadata";
/** So many transactions are read at a time. */
const PAGE = 64;

/** Reads committed transactions, with their events. */
export class TransactionRows {
  readonly #database: NumberedDatabase;
  readonly #source: Queryable;
  readonly #log: LogReader;

  constructor(database: NumberedDatabase, source: Queryable, log: LogReader) {
    this.#database = database;
    this.#source = source;
    this.#log = log;
  }

  /** The transactions of the ids that are known, by id. */
  async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Transaction>> {
    const idOf = new Map(ids.map((id) => [Buffer.from(hashOf(id)).toString("hex"), id]));
    const rows = await this.#source.rows(
      `select ${COLUMNS}, id_hash from committed where database = $1 and id_hash = any($2::bytea[])`,
      this.#database.number,
      ids.map(hashOf),
    );
    const found = new Map<string, Transaction>();
    for (const row of rows) {
      const id = idOf.get(Buffer.from(bytes(row, "id_hash")).toString("hex"));
      if (id === undefined) continue;
      for await (const transaction of this.#transactionsOf([row])) found.set(id, transaction);
    }
    return found;
  }

  /** The transactions that end at or after the revision, up to a head. */
  async *from(revision: bigint, head: bigint): AsyncGenerator<Transaction, void, undefined> {
    for (let next = rowNumber(revision); ;) {
      const rows = await this.#source.rows(
        `select ${COLUMNS} from committed where database = $1 and revision >= $2 and revision <= $3 order by revision limit ${String(PAGE)}`,
        this.#database.number,
        next,
        rowNumber(head),
      );
      yield* this.#transactionsOf(rows);
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      next = integer(last, "revision") + 1;
    }
  }

  /** The transactions of rows that follow each other, whose events are read page by page. */
  async *#transactionsOf(rows: readonly Row[]): AsyncGenerator<Transaction, void, undefined> {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return;
    const range = { after: BigInt(integer(first, "basis")) };
    const pages = this.#log.pages(range, BigInt(integer(last, "revision")));
    let read: StoredEvent[] = [];
    for (const row of rows) {
      const [basis, revision] = [integer(row, "basis"), integer(row, "revision")];
      const count = revision - basis;
      while (read.length < count) {
        const page = await pages.next();
        if (page.done === true) break;
        read.push(...page.value);
      }
      yield {
        id: loaded(text(row, "id")),
        database: this.#database.info.name,
        basis: BigInt(basis),
        revision: BigInt(revision),
        recordedAt: instantOf(bytes(row, "recorded")),
        events: read.slice(0, count),
        ...metadataFromJson(text(row, "metadata")),
      };
      read = read.slice(count);
    }
  }
}
