import type { Head, Transaction } from "../../database/index.js";
import type { AttributeKind } from "../../domain/index.js";
import { instantKey } from "../sql/instantKey.js";
import { metadataToJson } from "../sql/transactionMetadata.js";
import type { Dictionary } from "./dictionary.js";
import { hashOf } from "./logReader.js";
import type { Queryable } from "./server.js";
import { stored } from "../sql/storedText.js";

/** So many bytes of events are sent in one message, and at least one event. */
const MOST_BYTES = 4_000_000;

interface EncodedRow {
  readonly event: Transaction["events"][number];
  readonly bytes: Uint8Array;
}

/** What a group adds to a log, inserted when all of it was checked. */
export class GroupInsert {
  readonly #database: number;
  readonly #transactions: Transaction[] = [];
  readonly #rows: EncodedRow[] = [];
  #head: Head;

  constructor(database: number, head: Head) {
    this.#database = database;
    this.#head = head;
  }

  /** Where the log ends with what was added. */
  get head(): Head {
    return this.#head;
  }

  get isEmpty(): boolean {
    return this.#transactions.length === 0;
  }

  add(transaction: Transaction, encoded: readonly Uint8Array[]): void {
    this.#transactions.push(transaction);
    transaction.events.forEach((event, index) => {
      const bytes = encoded[index];
      if (bytes !== undefined) this.#rows.push({ event, bytes });
    });
    this.#head = { revision: transaction.revision, recordedAt: transaction.recordedAt };
  }

  async run(session: Queryable, dictionary: Dictionary): Promise<void> {
    const numbersOf = (kind: AttributeKind, member: "stream" | "subject" | "type") =>
      dictionary.numbers(
        kind,
        this.#rows.map(({ event }) => ({ value: event[member], revision: event.revision })),
        session,
      );
    const streams = await numbersOf("stream", "stream");
    const subjects = await numbersOf("subject", "subject");
    const types = await numbersOf("event-type", "type");
    for (const [from, to] of this.#chunks()) {
      const rows = this.#rows.slice(from, to);
      await session.rows(
        `insert into event (database, revision, stream, subject, type, id, effective, bytes)
         select $1::integer, * from unnest($2::bigint[], $3::integer[], $4::integer[], $5::integer[], $6::text[], $7::bytea[], $8::bytea[])`,
        this.#database,
        rows.map(({ event }) => String(event.revision)),
        streams.slice(from, to),
        subjects.slice(from, to),
        types.slice(from, to),
        rows.map(({ event }) => stored(event.id)),
        rows.map(({ event }) => instantKey(event.effectiveTime)),
        rows.map(({ bytes }) => bytes),
      );
    }
    await this.#insertTransactions(session);
  }

  async #insertTransactions(session: Queryable): Promise<void> {
    const all = this.#transactions;
    await session.rows(
      `insert into committed (database, revision, basis, id_hash, id, recorded, metadata)
       select $1::integer, * from unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::text[], $6::bytea[], $7::text[])`,
      this.#database,
      all.map(({ revision }) => String(revision)),
      all.map(({ basis }) => String(basis)),
      all.map(({ id }) => hashOf(id)),
      all.map(({ id }) => stored(id)),
      all.map(({ recordedAt }) => instantKey(recordedAt)),
      all.map((transaction) => metadataToJson(transaction)),
    );
  }

  *#chunks(): Generator<readonly [from: number, to: number], void, undefined> {
    let [from, size] = [0, 0];
    for (const [index, { bytes }] of this.#rows.entries()) {
      if (index > from && size + bytes.length > MOST_BYTES) {
        yield [from, index];
        [from, size] = [index, 0];
      }
      size += bytes.length;
    }
    if (from < this.#rows.length) yield [from, this.#rows.length];
  }
}
