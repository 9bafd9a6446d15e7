import type { RangeCursor } from "../../domain/index.js";
import { instantKey } from "../sql/instantKey.js";
import { rowNumber, type RowRange } from "../sql/rowRange.js";
import type { Branch } from "./branches.js";
import { entriesOf, same } from "./entries.js";
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
  const order = orderOf(range);
  const [only] = asked;
  if (
    only !== undefined &&
    asked.length === 1 &&
    only.drivers === undefined &&
    only.place === undefined &&
    only.isFiltered !== true
  )
    return selectOf(only, ROW, bounds, order, most);
  // What is only looked at is in the b-trees, where rows of events need not be read for it.
  const keys = asked.map(
    (branch) =>
      `(${placedOf(branch, bounds, range, most) ?? selectOf(branch, order.key, bounds, order, most)})`,
  );
  const [key] = keys;
  const found =
    key !== undefined && asked.length === 1
      ? key
      : `select distinct ${order.key} from (${keys.join(" union all ")}) e order by ${order.by} limit ${most}`;
  return rowsOf(found, range);
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

/** The keys of a branch whose b-tree is certain, in the order of revisions. */
function placedOf(
  { drivers, place }: Branch,
  bounds: Bounds,
  range: RowRange,
  most: string,
): string | undefined {
  const { order, direction, effectiveFrom, effectiveUpTo } = range;
  const isBesides = effectiveFrom !== undefined || effectiveUpTo !== undefined;
  if (place === undefined || order === "effective-time" || isBesides) return undefined;
  const { columns, at } = place;
  const course = { ...bounds, isReverse: direction === "reverse" };
  const each = `select e.revision from (${entriesOf(columns, at, course, most)}) e${same(columns, at, "e")} and e.revision > ${bounds.after} and e.revision <= ${bounds.upTo}`;
  return `select e.revision from (${drivers ?? "select 1"}) d cross join lateral (${each}) e order by ${orderOf(range).by} limit ${most}`;
}

/** The rows of events by their keys. */
const rowsOf = (keys: string, range: RowRange): string =>
  `select ${ROW} from (${keys}) f join event e on e.database = $1 and e.revision = f.revision order by ${orderOf(range).by}`;

function selectOf(
  { drivers, where, isOrdered }: Branch,
  columns: string,
  bounds: Bounds,
  { by }: Order,
  most: string,
): string {
  const end = `order by ${by} limit ${most}`;
  const rows = `select ${columns} ${fromOf(where, bounds)} ${end}`;
  if (drivers === undefined) return rows;
  const each = isOrdered ? rows : unordered(columns, where, bounds);
  return `select ${columns} from (${drivers}) d cross join lateral (${each}) e ${end}`;
}

/**
 * The offset and the sums keep the planner from going through the whole log, whose order it is, with a
 * look at the drivers for each event.
 */
const unordered = (columns: string, where: readonly string[], bounds: Bounds): string =>
  `select ${columns} ${fromOf(where, {
    ...bounds,
    revisions: bounds.revisions.map((bound) => bound.replace("e.revision", "e.revision + 0")),
  })} offset 0`;

const fromOf = (where: readonly string[], { revisions, others }: Bounds): string =>
  `from event e where ${["e.database = $1", ...where, ...revisions, ...others].join(" and ")}`;

interface Bounds {
  readonly after: string;
  readonly upTo: string;
  /** What is asked of an event `e`. */
  readonly revisions: readonly string[];
  readonly others: readonly string[];
}

function boundsOf(range: RowRange, parameters: Parameters): Bounds {
  const { effectiveFrom, effectiveUpTo, beyond, direction, order } = range;
  const [after, upTo] = [parameters.add(range.after), parameters.add(range.upTo)];
  const others: string[] = [];
  const placeOf = ({ timestamp, revision }: RangeCursor): string =>
    `(${parameters.add(instantKey(timestamp))}, ${parameters.add(rowNumber(revision))}::bigint)`;
  if (effectiveUpTo !== undefined)
    others.push(`e.effective <= ${parameters.add(instantKey(effectiveUpTo))}`);
  if (effectiveFrom !== undefined)
    others.push(`(e.effective, e.revision) >= ${placeOf(effectiveFrom)}`);
  if (beyond !== undefined && order === "effective-time")
    others.push(
      `(e.effective, e.revision) ${direction === "reverse" ? "<" : ">"} ${placeOf(beyond)}`,
    );
  const revisions = [`e.revision > ${after}`, `e.revision <= ${upTo}`];
  return { after, upTo, revisions, others };
}
