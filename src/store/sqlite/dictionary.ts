import type { AttributeKind } from "../../domain/index.js";
import { NO_SUBJECT, TABLES } from "../sql/dictionaryTables.js";
import { KnownNumbers } from "../sql/knownNumbers.js";
import { prefixEnd } from "../sql/prefixEnd.js";
import { integer, text } from "../sql/row.js";
import { loaded } from "../sql/storedText.js";
import type { Connection } from "./connection.js";
import { KnownBusy } from "./knownBusy.js";
import { KnownTogether } from "./knownTogether.js";
import { limitOf } from "./limit.js";

/** So many beginnings are remembered that many values have. */
const MOST_REMEMBERED = 1_000;

/** The numbers of streams, subjects and types, as one connection sees them. Numbers never change. */
export class Dictionary {
  readonly #connection: Connection;
  readonly #known = new KnownNumbers();
  /** Which of them events have together. */
  readonly together: KnownTogether;
  readonly busy: KnownBusy;
  readonly #isMore = new Set<string>();
  #types: readonly number[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
    this.together = new KnownTogether(connection);
    this.busy = new KnownBusy(connection);
  }

  /** The number of a value; `undefined` when no event has it. */
  find(kind: AttributeKind, value: string | null): number | undefined {
    if (value === null) return NO_SUBJECT;
    const table = TABLES[kind];
    const known = this.#known.get(table, value);
    if (known !== undefined) return known;
    const row = this.#connection.get(`select id from ${table} where name = ?`, value);
    return row === undefined ? undefined : this.#known.remember(table, value, integer(row, "id"));
  }

  /** The number of a value, which it is given if it has none. Only within a transaction that writes. */
  give(kind: AttributeKind, value: string | undefined): number {
    if (value === undefined) return NO_SUBJECT;
    const known = this.find(kind, value);
    if (known !== undefined) return known;
    const table = TABLES[kind];
    const row = this.#connection.get(`insert into ${table} (name) values (?) returning id`, value);
    return this.#known.remember(table, value, integer(row, "id"));
  }

  /** Forgets everything: what a transaction gave that was rolled back is given anew. */
  forget(): void {
    this.#known.forget();
    this.together.forget();
    this.busy.forget();
    this.#isMore.clear();
    this.#types = [];
  }

  /** The numbers of values with a beginning, at most so many; one more says that there are too many. */
  startingWith(kind: AttributeKind, prefix: string, most: number): readonly number[] {
    const [where, parameters] = prefixRange("name", prefix);
    const [end, mosts] = limitOf(most + 1);
    return this.#connection
      .all(`select id from ${TABLES[kind]} where ${where} ${end}`, ...parameters, ...mosts)
      .map((row) => integer(row, "id"));
  }

  /** Whether more than so many values have a beginning. Values are never taken away, so it stays so. */
  isMore(kind: AttributeKind, prefix: string, most: number): boolean {
    const key = `${kind} ${String(most)} ${prefix}`;
    if (this.#isMore.has(key)) return true;
    const [where, parameters] = prefixRange("name", prefix);
    const sql = `select 1 from ${TABLES[kind]} where ${where} limit 1 offset ?`;
    if (this.#connection.get(sql, ...parameters, most) === undefined) return false;
    if (this.#isMore.size < MOST_REMEMBERED) this.#isMore.add(key);
    return true;
  }

  /** The numbers of all types. */
  types(): readonly number[] {
    const row = this.#connection.get("select coalesce(max(id), 0) as id from type");
    if (integer(row, "id") > this.#types.length)
      this.#types = this.#connection.all("select id from type").map((each) => integer(each, "id"));
    return this.#types;
  }

  /** All values up to a revision, in the order of their bytes. */
  values(kind: AttributeKind, upTo: number, after: string | undefined, most: number): string[] {
    const table = TABLES[kind];
    const place = after === undefined ? "" : "name > ? and ";
    const [end, mosts] = limitOf(most);
    // An index begins with each of the columns, so whether there is an event is seen at once.
    return this.#connection
      .all(
        `select name from ${table} as v where ${place}exists (select 1 from event as e where e.${table} = v.id and e.revision <= ?) order by name ${end}`,
        ...(after === undefined ? [] : [after]),
        upTo,
        ...mosts,
      )
      .map((row) => loaded(text(row, "name")));
  }
}

/** A condition on a text column for values with a beginning. */
export function prefixRange(column: string, prefix: string): [sql: string, parameters: string[]] {
  const end = prefixEnd(prefix);
  return end === undefined
    ? [`${column} >= ?`, [prefix]]
    : [`${column} >= ? and ${column} < ?`, [prefix, end]];
}
