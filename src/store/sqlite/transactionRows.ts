import type { DatabaseInfo, Transaction } from "../../database/index.js";
import { instantOf } from "../sql/instantKey.js";
import { bytes, integer, text, type Row } from "../sql/row.js";
import { metadataFromJson } from "../sql/transactionMetadata.js";
import type { Connection } from "./connection.js";
import type { LogReader } from "./logReader.js";

const COLUMNS = "revision, basis, id, recorded, metadata";

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
    return row && this.#transactionOf(row);
  }

  /** The first transaction that ends at or after the revision, up to a head. */
  from(revision: number, head: number): Transaction | undefined {
    const row = this.#connection.get(
      `select ${COLUMNS} from committed where revision >= ? and revision <= ? order by revision limit 1`,
      revision,
      head,
    );
    return row && this.#transactionOf(row);
  }

  #transactionOf(row: Row): Transaction {
    const revision = integer(row, "revision");
    const basis = integer(row, "basis");
    const log = this.#log;
    const query = { after: BigInt(basis) };
    return {
      ...metadataFromJson(text(row, "metadata")),
      id: text(row, "id"),
      database: this.#database.name,
      basis: BigInt(basis),
      revision: BigInt(revision),
      recordedAt: instantOf(bytes(row, "recorded")),
      events: [...log.pages(query, revision)].flat(),
    };
  }
}
