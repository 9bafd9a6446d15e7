import type { Head, StoredEvent } from "../../database/index.js";
import type { Timestamp } from "../../domain/index.js";
import { integer, type Row } from "../sql/row.js";
import { eventOf } from "../sql/storedRows.js";
import { headOf } from "./headRow.js";
import { oneQuery, type OneQuery } from "./oneQuery.js";
import { Parameters } from "./parameters.js";
import type { Queryable } from "./server.js";

/** Of whom the first event is asked. */
export interface Source {
  readonly database: number;
  readonly createdAt: Timestamp;
  readonly server: Queryable;
}

/** What is told beside the answer if it was asked for: the head, or that there is no such database any more. */
export interface WithHead<T> {
  readonly head: Head | undefined;
  readonly found: T;
}

/** The first event that fulfils one of the conjunctions, in the order of the range. */
export async function firstEvent(
  query: Omit<OneQuery, "isEventAsked">,
  source: Source,
): Promise<WithHead<StoredEvent | undefined>> {
  const row = await ask({ ...query, isEventAsked: true }, source);
  const found = isFound(row) ? eventOf(row) : undefined;
  return { head: headIn(row, query, source), found };
}

/** Its revision, 0 for none. */
export async function firstRevision(
  query: Omit<OneQuery, "isEventAsked">,
  source: Source,
): Promise<WithHead<bigint>> {
  const row = await ask({ ...query, isEventAsked: false }, source);
  const found = isFound(row) ? BigInt(integer(row, "revision")) : 0n;
  return { head: headIn(row, query, source), found };
}

async function ask(query: OneQuery, { database, server }: Source): Promise<Row | undefined> {
  const parameters = new Parameters(database);
  const sql = oneQuery(query, parameters);
  const [row] = await server.rows(sql, ...parameters.values);
  return row;
}

const isFound = (row: Row | undefined): row is Row => row !== undefined && row["revision"] !== null;

const headIn = (
  row: Row | undefined,
  { isHeadAsked }: Pick<OneQuery, "isHeadAsked">,
  { createdAt }: Source,
): Head | undefined =>
  isHeadAsked && row !== undefined ? headOf(row, "head", createdAt) : undefined;
