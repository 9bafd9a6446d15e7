import type { AttributeKind } from "../../domain/index.js";
import { NO_SUBJECT, TABLES, type DictionaryTable } from "./dictionaryTables.js";
import { integer, text } from "./row.js";
import type { Queryable } from "./server.js";
import { loaded, stored } from "./storedText.js";

/** So many values of an attribute are remembered. */
const MOST = 50_000;

/** A value, with the revision of the event that has it. */
export interface Occurrence {
  readonly value: string | undefined;
  readonly revision: bigint;
}

/** Numbers values for the one who writes. Numbers never change once they are committed. */
export class Dictionary {
  readonly #database: number;
  readonly #known: Readonly<Record<DictionaryTable, Map<string, number>>> = {
    stream: new Map(),
    subject: new Map(),
    type: new Map(),
  };

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
    const known = this.#known[table];
    const unknown = new Map<string, bigint>();
    for (const { value, revision } of occurrences)
      if (value !== undefined && !known.has(value) && !unknown.has(value))
        unknown.set(value, revision);
    const numbers = new Map<string, number>();
    for (const { value } of occurrences) {
      const number = value === undefined ? undefined : known.get(value);
      if (value !== undefined && number !== undefined) numbers.set(value, number);
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
    for (const known of Object.values(this.#known)) known.clear();
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
      numbers.set(value, this.#remember(table, value, integer(row, "id")));
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
      numbers.set(value, this.#remember(table, value, integer(row, "id")));
    }
  }

  #remember(table: DictionaryTable, value: string, id: number): number {
    const known = this.#known[table];
    if (known.size >= MOST) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    known.set(value, id);
    return id;
  }
}

function unnumbered(value: string): never {
  throw new TypeError(`${value} was given no number`);
}
