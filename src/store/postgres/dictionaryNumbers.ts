import type { AttributeKind } from "../../domain/index.js";
import { NO_SUBJECT, TABLES } from "../sql/dictionaryTables.js";
import { prefixEnd } from "../sql/prefixEnd.js";
import type { Parameters } from "./parameters.js";
import { stored } from "../sql/storedText.js";

/** The number of a value, looked up while the statement runs; null when no event has it. */
export function numberOf(
  kind: AttributeKind,
  value: string | null,
  parameters: Parameters,
): string {
  if (value === null) return String(NO_SUBJECT);
  return `(select id from ${TABLES[kind]} where database = $1 and name = ${parameters.add(stored(value))})`;
}

/** The numbers of all values, or of those with a beginning, as a select of `id`. */
export function numbersOf(
  kind: AttributeKind,
  prefix: string | undefined,
  parameters: Parameters,
): string {
  const all = `select id from ${TABLES[kind]} where database = $1`;
  if (prefix === undefined) return all;
  const from = stored(prefix);
  const end = prefixEnd(from);
  const above = `${all} and name >= ${parameters.add(from)}`;
  return end === undefined ? above : `${above} and name < ${parameters.add(end)}`;
}
