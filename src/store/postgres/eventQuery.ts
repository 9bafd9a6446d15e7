import type { RangeCursor } from "../../domain/index.js";
import { instantKey } from "../sql/instantKey.js";
import { rowNumber, type RowRange } from "../sql/rowRange.js";
import type { Branch } from "./branches.js";
import type { Parameters } from "./parameters.js";

const EVERYTHING: Branch = { where: [], isOrdered: true };

/** The SQL of a page of events; each comes once, in the query's order. */
export function eventQuery(
  branches: readonly Branch[] | undefined,
  range: RowRange,
  limit: number,
  parameters: Parameters,
): string {
  const asked = branches ?? [EVERYTHING];
  const bounds = boundsOf(range, parameters);
  const most = parameters.add(limit);
  const way = range.direction === "reverse" ? " desc" : "";
  const order = (row: string): string =>
    range.order === "effective-time"
      ? `${row}.effective${way}, ${row}.revision${way}`
      : `${row}.revision${way}`;
  const [only] = asked;
  if (only !== undefined && asked.length === 1 && only.drivers === undefined)
    return selectOf(only, "e.revision, e.effective, e.bytes", bounds, order("e"), most);
  const keys = asked.map(
    (branch) => `(${selectOf(branch, "e.revision, e.effective", bounds, order("e"), most)})`,
  );
  const found = `select distinct k.revision, k.effective from (${keys.join(" union all ")}) k order by ${order("k")} limit ${most}`;
  return `select e.revision, e.effective, e.bytes from (${found}) f join event e on e.database = $1 and e.revision = f.revision order by ${order("e")}`;
}

/** The SQL of the last selected revision within a range, as one row `revision`, null for none. */
export function lastQuery(
  branches: readonly Branch[],
  range: RowRange,
  parameters: Parameters,
): string {
  const bounds = boundsOf(range, parameters);
  const lasts = branches.map(
    (branch) => `(${selectOf(branch, "e.revision", bounds, "e.revision desc", "1")})`,
  );
  return `select max(k.revision) as revision from (${lasts.join(" union all ")}) k`;
}

function selectOf(
  { drivers, where, isOrdered }: Branch,
  columns: string,
  bounds: readonly string[],
  order: string,
  most: string,
): string {
  const conditions = ["e.database = $1", ...where, ...bounds].join(" and ");
  const rows = `select ${columns} from event e where ${conditions}`;
  const end = `order by ${order} limit ${most}`;
  if (drivers === undefined) return `${rows} ${end}`;
  const each = isOrdered ? `${rows} ${end}` : rows;
  return `select ${columns} from (${drivers}) d cross join lateral (${each}) e ${end}`;
}

function boundsOf(range: RowRange, parameters: Parameters): readonly string[] {
  const { after, upTo, effectiveFrom, effectiveUpTo, beyond, direction, order } = range;
  const bounds = [`e.revision > ${parameters.add(after)}`, `e.revision <= ${parameters.add(upTo)}`];
  const placeOf = ({ timestamp, revision }: RangeCursor): string =>
    `(${parameters.add(instantKey(timestamp))}, ${parameters.add(rowNumber(revision))}::bigint)`;
  if (effectiveUpTo !== undefined)
    bounds.push(`e.effective <= ${parameters.add(instantKey(effectiveUpTo))}`);
  if (effectiveFrom !== undefined)
    bounds.push(`(e.effective, e.revision) >= ${placeOf(effectiveFrom)}`);
  if (beyond !== undefined && order === "effective-time")
    bounds.push(
      `(e.effective, e.revision) ${direction === "reverse" ? "<" : ">"} ${placeOf(beyond)}`,
    );
  return bounds;
}
