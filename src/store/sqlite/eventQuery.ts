import type { RangeCursor } from "../../domain/index.js";
import { instantKey } from "../sql/instantKey.js";
import { TABLES } from "../sql/dictionaryTables.js";
import { rowNumber, type RowRange } from "../sql/rowRange.js";
import type { Branch } from "./branches.js";
import { prefixRange } from "./dictionary.js";
import type { SqlValue } from "./driver.js";
import { limitOf } from "./limit.js";
import { madeOnce } from "./madeOnce.js";
import type { Condition } from "./meant.js";
import type { Wide } from "./ways.js";

/** A question as SQL. Rows come in the query's order, and some perhaps more than once. */
export interface SqlQuery {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

const COLUMNS = "revision, effective, bytes";

/** The SQL of a query for the events of branches; of all events without them. */
export function eventQuery(branches: readonly Branch[] | undefined, range: RowRange): SqlQuery {
  const asked = branches ?? [EVERYTHING];
  const bounds = boundsOf(range);
  const selects = asked.map((branch) => `select ${COLUMNS} ${within(branch, bounds)}`);
  return {
    sql: `${selects.join(" union all ")} ${orderOf(range).order}`,
    parameters: parametersOf(asked, bounds),
  };
}

/**
 * The SQL of where the first event of branches is, in the query's order, as one row `revision`, null
 * for none, or none; in effective-time order with `effective`. Each branch is asked for its own first
 * one by an index. Joined rows would have to be sorted, and each of them read.
 */
export function firstQuery(branches: readonly Branch[], range: RowRange): SqlQuery {
  const bounds = boundsOf(range);
  const [only, another] = branches;
  if (only === undefined) return { sql: "select null as revision", parameters: [] };
  const parameters = parametersOf(branches, bounds);
  if (another !== undefined) return { sql: firstSql(branches, bounds, range), parameters };
  return { sql: endSql(within(only, bounds), range), parameters };
}

/** The SQL of the event that is there, for several branches. */
export function firstEventQuery(branches: readonly Branch[], range: RowRange): SqlQuery {
  const bounds = boundsOf(range);
  return {
    sql: madeOnce(`event ${shapeOf(branches, bounds, range)}`, () => {
      const first = firstSql(branches, bounds, range);
      return `select ${COLUMNS} from event where revision = (select revision from (${first}))`;
    }),
    parameters: parametersOf(branches, bounds),
  };
}

function firstSql(branches: readonly Branch[], bounds: Condition, range: RowRange): string {
  return madeOnce(`place ${shapeOf(branches, bounds, range)}`, () => {
    const { inTime, order, end } = orderOf(range);
    const froms = branches.map((branch) => within(branch, bounds));
    if (!inTime) {
      const ends = froms.map((from) => endSql(from, range)).join(" union all ");
      return `select ${end}(revision) as revision from (${ends})`;
    }
    // Each is asked for its key alone: joined, the selects would each fill a table of their own.
    const keys = froms.map((from) => `((select revision ${from} ${order} limit 1))`);
    return `with first (key) as (values ${keys.join(", ")}) select effective, revision from first cross join event on revision = key ${order} limit 1`;
  });
}

function endSql(from: string, range: RowRange): string {
  const { inTime, order, end } = orderOf(range);
  return inTime
    ? `select effective, revision ${from} ${order} limit 1`
    : `select ${end}(revision) as revision ${from}`;
}

/** What the SQL of branches depends on; those that look alike mostly follow each other. */
function shapeOf(branches: readonly Branch[], [bounds]: Condition, range: RowRange): string {
  let shape = `${orderOf(range).order} ${orderOf(range).end} ${bounds}`;
  let previous: Branch | undefined;
  let count = 0;
  for (const branch of branches) {
    count += 1;
    if (branch.where === previous?.where && branch.index === previous.index) continue;
    shape += ` ${String(count)}${hintOf(branch)} ${branch.where}`;
    previous = branch;
    count = 0;
  }
  return `${shape} ${String(count)}`;
}

/** The SQL of the first of so many events of branches, in effective-time order, that has more besides. */
export function walkQuery(
  branches: readonly Branch[],
  [condition, parameters]: Condition,
  range: RowRange,
  most: number,
): SqlQuery {
  const bounds = boundsOf(range);
  const { order } = orderOf(range);
  const walks = branches.map(
    (branch) => `select effective, revision, stream, subject, type ${within(branch, bounds)}`,
  );
  const [limit, mosts] = limitOf(most);
  return {
    sql: `select effective, revision from (${walks.join(" union all ")} ${order} ${limit}) as event where ${condition} ${order} limit 1`,
    parameters: [...parametersOf(branches, bounds), ...mosts, ...parameters],
  };
}

/** The SQL of the first of the events that are each value's first, in the form of {@link firstQuery}. */
export function eachQuery({ kind, prefix, each }: Wide, range: RowRange): SqlQuery {
  const bounds = boundsOf(range);
  const { inTime, order, end } = orderOf(range);
  const table = TABLES[kind];
  const [names, parameters] = prefixRange("d.name", prefix);
  const own = `${table} = d.id`;
  const where = each.where === "" ? own : `${own} and ${each.where}`;
  const from = within({ ...each, where }, bounds);
  const found = [...parametersOf([each], bounds), ...parameters];
  if (!inTime)
    return {
      sql: `select ${end}(found) as revision from (select (select ${end}(revision) ${from}) as found from ${table} d where ${names})`,
      parameters: found,
    };
  // The index is asked twice in the same place, so that rows of events need not be read.
  const place = `(e.effective, e.revision) = (select effective, revision ${from} ${order} limit 1)`;
  return {
    sql: `select e.effective, e.revision from ${table} d cross join event e${hintOf(each)} on e.${own} and ${place} where ${names} ${order} limit 1`,
    parameters: found,
  };
}

/**
 * The same for a range from the beginning of the log, where nothing is asked besides: the value that
 * came first has the smallest number, for numbers are given in the order in which values come.
 */
export function oldestQuery({ kind, prefix, each }: Wide, range: RowRange): SqlQuery {
  const table = TABLES[kind];
  const [names, parameters] = prefixRange("name", prefix);
  const where = `${table} = (select min(id) from ${table} where ${names})`;
  return firstQuery([{ ...each, where, parameters }], range);
}

/** The SQL of the event of a revision. */
export const EVENT_OF_REVISION = `select ${COLUMNS} from event where revision = ?`;

const EVERYTHING: Branch = { where: "", parameters: [] };

const hintOf = ({ index }: Branch): string => (index === undefined ? "" : ` indexed by ${index}`);

/** Where the events of a branch are, between bounds, whose parameters come before all others. */
const within = (branch: Branch, [bounds]: Condition): string =>
  `from event${hintOf(branch)} where ${bounds}${branch.where === "" ? "" : ` and ${branch.where}`}`;

function orderOf({ direction, order }: RowRange): { inTime: boolean; order: string; end: string } {
  const isReverse = direction === "reverse";
  const way = isReverse ? " desc" : "";
  const inTime = order === "effective-time";
  return {
    inTime,
    order: `order by ${inTime ? `effective${way}, ` : ""}revision${way}`,
    end: isReverse ? "max" : "min",
  };
}

function parametersOf(branches: readonly Branch[], [, bounds]: Condition): SqlValue[] {
  const all = [...bounds];
  for (const { parameters } of branches) all.push(...parameters);
  return all;
}

/** Conditions with numbered parameters, so that many branches have them once. */
function boundsOf(range: RowRange): Condition {
  const { after, upTo, effectiveFrom, effectiveUpTo, beyond, direction, order } = range;
  const parameters: SqlValue[] = [];
  const given = (value: SqlValue): string => `?${String(parameters.push(value))}`;
  /** The time alone is what an index is asked for. */
  const placed = (side: "<" | ">", sign: string, { timestamp, revision }: RangeCursor): string => {
    const time = given(instantKey(timestamp));
    const place = `(${time}, ${given(rowNumber(revision))})`;
    return `effective ${side}= ${time} and (effective, revision) ${sign} ${place}`;
  };
  const bounds = [`revision > ${given(after)}`, `revision <= ${given(upTo)}`];
  if (effectiveUpTo !== undefined) bounds.push(`effective <= ${given(instantKey(effectiveUpTo))}`);
  if (effectiveFrom !== undefined) bounds.push(placed(">", ">=", effectiveFrom));
  if (beyond !== undefined && order === "effective-time") {
    const side = direction === "reverse" ? "<" : ">";
    bounds.push(placed(side, side, beyond));
  }
  return [bounds.join(" and "), parameters];
}
