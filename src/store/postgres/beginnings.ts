import type { DictionaryTable } from "../sql/dictionaryTables.js";
import { prefixEnd } from "../sql/prefixEnd.js";
import { stored } from "../sql/storedText.js";
import type { Parameters } from "./parameters.js";

/** Whether the name of a row `v` of a dictionary has the beginning. */
export function begins(prefix: string, parameters: Parameters): string {
  const from = stored(prefix);
  const end = prefixEnd(from);
  const above = `v.name >= ${parameters.add(from)}`;
  return end === undefined ? above : `${above} and v.name < ${parameters.add(end)}`;
}

/** The values with a beginning, as a select from `v`. */
export const valuesFrom = (table: DictionaryTable, names: string): string =>
  `from ${table} v where v.database = $1 and ${names}`;

/** Whether the value of a number has the beginning: asked of each, for all such values may be very many. */
export const hasBeginning = (table: DictionaryTable, number: string, names: string): string =>
  `(select ${names} from ${table} v where v.database = $1 and v.id = ${number})`;
