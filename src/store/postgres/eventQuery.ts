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
  const most = limit === 1 ? "1" : parameters.add(limit);
  const order = orderOf(range);
  const [only] = asked;
  if (
    only !== undefined &&
    asked.length === 1 &&
    only.drivers === undefined &&
    only.isFiltered !== true
  )
    return selectOf(only, ROW, bounds, order, most);
  // What is only looked at is in the b-trees, where rows of events need not be read for it.
  const keys = asked.map((branch) =>
    limit === 1 && !branch.isOrdered
      ? `(${endOf(branch, bounds, range)})`
      : `(${selectOf(branch, order.key, bounds, order, most)})`,
  );
  const [key] = keys;
  const found =
    key !== undefined && asked.length === 1
      ? key
      : `select distinct ${order.key} from (${keys.join(" union all ")}) e order by ${order.by} limit ${most}`;
  return rowsOf(found, range);
}

/** The SQL of the last selected revision within a range, as one row `revision`, null for none. */
export function lastQuery(
  branches: readonly Branch[],
  range: RowRange,
  parameters: Parameters,
): string {
  const bounds = boundsOf(range, parameters);
  const order = orderOf(range);
  const lasts = branches.map((branch) =>
    branch.isOrdered
      ? `(${selectOf(branch, order.key, bounds, order, "1")})`
      : `(${endOf(branch, bounds, range)})`,
  );
  return `select max(k.revision) as revision from (${lasts.join(" union all ")}) k`;
}

/** The SQL of the first of so many events of a branch that fulfils a condition besides. */
export function walkQuery(
  branch: Branch,
  condition: string,
  range: RowRange,
  most: number,
  parameters: Parameters,
): string {
  const bounds = boundsOf(range, parameters);
  const order = orderOf(range);
  const keys = selectOf(branch, order.key, bounds, order, String(most));
  const rows = `select ${ROW}, ${condition} as is_meant from (${keys}) f join event e on e.database = $1 and e.revision = f.revision`;
  return `select ${ROW} from (${rows}) e where e.is_meant order by ${order.by} limit 1`;
}

const ROW = "e.revision, e.effective, e.bytes";

interface Order {
  /** What of an event `e` it is about. */
  readonly key: string;
  readonly by: string;
}

function orderOf({ direction, order }: RowRange): Order {
  const way = direction === "reverse" ? " desc" : "";
  return order === "effective-time"
    ? { key: "e.revision, e.effective", by: `e.effective${way}, e.revision${way}` }
    : { key: "e.revision", by: `e.revision${way}` };
}

/** The rows of events by their keys. */
export const rowsOf = (keys: string, range: RowRange): string =>
  `select ${ROW} from (${keys}) f join event e on e.database = $1 and e.revision = f.revision order by ${orderOf(range).by}`;

function selectOf(
  { drivers, where, isOrdered }: Branch,
  columns: string,
  bounds: readonly string[],
  { by }: Order,
  most: string,
): string {
  const rows = `select ${columns} ${fromOf(where, bounds)}`;
  const end = `order by ${by} limit ${most}`;
  if (drivers === undefined) return `${rows} ${end}`;
  const each = isOrdered ? `${rows} ${end}` : rows;
  return `select ${columns} from (${drivers}) d cross join lateral (${each}) e ${end}`;
}

/** The first revision of a branch whose askings have no order: the end of what each gives, without rows. */
function endOf(
  { drivers, where }: Branch,
  bounds: readonly string[],
  { direction }: RowRange,
): string {
  const end = direction === "reverse" ? "max" : "min";
  // The sum keeps the planner from going through the whole log instead.
  const each = `select ${end}(e.revision + 0) as revision ${fromOf(where, bounds)}`;
  // Without any there is no row: a null would come before revisions.
  return `select ${end}(e.revision) as revision from (${drivers ?? "select 1"}) d cross join lateral (${each}) e having count(e.revision) > 0`;
}

const fromOf = (where: readonly string[], bounds: readonly string[]): string =>
  `from event e where ${["e.database = $1", ...where, ...bounds].join(" and ")}`;

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
