import type { AttributeKind } from "../../domain/index.js";
import { NO_SUBJECT, TABLES, type DictionaryTable } from "../sql/dictionaryTables.js";
import { KnownNumbers } from "../sql/knownNumbers.js";
import { integer, text } from "../sql/row.js";
import type { Queryable } from "./server.js";
import { loaded, stored } from "../sql/storedText.js";

/** A value, with the revision of the event that has it. */
export interface Occurrence {
  readonly value: string | undefined;
  readonly revision: bigint;
}

/** Numbers values for the one who writes. Numbers never change once they are committed. */
export class Dictionary {
  readonly #database: number;
  readonly #known = new KnownNumbers();

  constructor(database: number) {
    this.#database = database;
  }

  /** The numbers of values, in their order, given to those that have none; only under the lock of the database. */
  async numbers(
    kind: AttributeKind,
    occurrences: readonly Occurrence[],
    session: Queryable,
  ): Promise<readonly number[]> {
    const table = TABLES[kind];
    const unknown = new Map<string, bigint>();
    const numbers = new Map<string, number>();
    for (const { value, revision } of occurrences) {
      if (value === undefined) continue;
      const number = this.#known.get(table, value);
      if (number !== undefined) numbers.set(value, number);
      else if (!unknown.has(value)) unknown.set(value, revision);
    }
    if (unknown.size > 0) {
      await this.#find(table, unknown, numbers, session);
      await this.#give(table, unknown, numbers, session);
    }
    return occurrences.map(({ value }) =>
      value === undefined ? NO_SUBJECT : (numbers.get(value) ?? unnumbered(value)),
    );
  }

  /** Forgets what a transaction gave that was rolled back. */
  forget(): void {
    this.#known.forget();
  }

  async #find(
    table: DictionaryTable,
    unknown: Map<string, bigint>,
    numbers: Map<string, number>,
    session: Queryable,
  ): Promise<void> {
    const rows = await session.rows(
      `select id, name from ${table} where database = $1 and name = any($2::text[])`,
      this.#database,
      [...unknown.keys()].map(stored),
    );
    for (const row of rows) {
      const value = loaded(text(row, "name"));
      unknown.delete(value);
      numbers.set(value, this.#known.remember(table, value, integer(row, "id")));
    }
  }

  async #give(
    table: DictionaryTable,
    unknown: ReadonlyMap<string, bigint>,
    numbers: Map<string, number>,
    session: Queryable,
  ): Promise<void> {
    if (unknown.size === 0) return;
    const rows = await session.rows(
      `insert into ${table} (database, id, name, first)
       select $1::integer, (select coalesce(max(id), 0) from ${table} where database = $1) + row_number() over (), v.name, v.first
       from unnest($2::text[], $3::bigint[]) as v (name, first)
       returning id, name`,
      this.#database,
      [...unknown.keys()].map(stored),
      [...unknown.values()].map(String),
    );
    for (const row of rows) {
      const value = loaded(text(row, "name"));
      numbers.set(value, this.#known.remember(table, value, integer(row, "id")));
    }
  }
}

function unnumbered(value: string): never {
  throw new TypeError(`${value} was given no number`);
}
