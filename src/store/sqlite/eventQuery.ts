import type { RangeCursor } from "../../domain/index.js";
import { instantKey } from "../sql/instantKey.js";
import { rowNumber, type RowRange } from "../sql/rowRange.js";
import type { Branch } from "./branches.js";
import type { SqlValue } from "./driver.js";

/** A question as SQL. Rows come in the query's order, and some perhaps more than once. */
export interface SqlQuery {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

const COLUMNS = "revision, effective, bytes";

/** The SQL of a query for the events of branches; of all events without them. */
export function eventQuery(branches: readonly Branch[] | undefined, range: RowRange): SqlQuery {
  const asked = branches ?? [EVERYTHING];
  const inTime = range.order === "effective-time";
  const bounds = boundsOf(range);
  const selects = asked.map((branch) => `select ${COLUMNS} ${within(branch, bounds)}`);
  const way = range.direction === "reverse" ? " desc" : "";
  const order = inTime ? `effective${way}, revision${way}` : `revision${way}`;
  return {
    sql: `${selects.join(" union all ")} order by ${order}`,
    parameters: parametersOf(asked, bounds),
  };
}

/**
 * The SQL of where the first event of several branches is, in the query's order: each branch is asked
 * for its own first one by an index. Joined rows would have to be sorted, and each of them read.
 */
export function firstQuery(branches: readonly Branch[], range: RowRange): SqlQuery {
  const bounds = boundsOf(range);
  const isReverse = range.direction === "reverse";
  const way = isReverse ? " desc" : "";
  const inTime = range.order === "effective-time";
  const firsts = branches.map((branch) => {
    const from = within(branch, bounds);
    return inTime
      ? `select * from (select effective, revision ${from} order by effective${way}, revision${way} limit 1)`
      : `select ${isReverse ? "max" : "min"}(revision) as revision ${from}`;
  });
  const all = firsts.join(" union all ");
  return {
    sql: inTime
      ? `select revision from (${all}) order by effective${way}, revision${way} limit 1`
      : `select ${isReverse ? "max" : "min"}(revision) as revision from (${all})`,
    parameters: parametersOf(branches, bounds),
  };
}

/** The SQL of the event of a revision. */
export const EVENT_OF_REVISION = `select ${COLUMNS} from event where revision = ?`;

const EVERYTHING: Branch = { where: "", parameters: [] };

const hintOf = ({ index }: Branch): string => (index === undefined ? "" : ` indexed by ${index}`);

type Bound = readonly [sql: string, parameters: readonly SqlValue[]];

/** Where the events of a branch are, between bounds. */
function within(branch: Branch, bounds: readonly Bound[]): string {
  const conditions = [branch.where, ...bounds.map(([sql]) => sql)].filter((sql) => sql !== "");
  return `from event${hintOf(branch)} where ${conditions.join(" and ")}`;
}

const parametersOf = (branches: readonly Branch[], bounds: readonly Bound[]): SqlValue[] =>
  branches.flatMap(({ parameters }) => [...parameters, ...bounds.flatMap(([, values]) => values)]);

function boundsOf(range: RowRange): readonly Bound[] {
  const { after, upTo, effectiveFrom, effectiveUpTo, beyond, direction, order } = range;
  const bounds: Bound[] = [
    ["revision > ?", [after]],
    ["revision <= ?", [upTo]],
  ];
  if (effectiveUpTo !== undefined) bounds.push(["effective <= ?", [instantKey(effectiveUpTo)]]);
  if (effectiveFrom !== undefined) {
    bounds.push(["effective >= ?", [instantKey(effectiveFrom.timestamp)]]);
    bounds.push(["(effective, revision) >= (?, ?)", placeOf(effectiveFrom)]);
  }
  if (beyond !== undefined && order === "effective-time") {
    const sign = direction === "reverse" ? "<" : ">";
    bounds.push([`effective ${sign}= ?`, [instantKey(beyond.timestamp)]]);
    bounds.push([`(effective, revision) ${sign} (?, ?)`, placeOf(beyond)]);
  }
  return bounds;
}

function placeOf({ timestamp, revision }: RangeCursor): readonly SqlValue[] {
  return [instantKey(timestamp), rowNumber(revision)];
}

/** The SQL of the last selected revision within a range, as one row `revision`, null for none. */
export function lastQuery(branches: readonly Branch[], after: number, upTo: number): SqlQuery {
  const maxima = branches.map(
    (branch) =>
      `select max(revision) as revision from event${hintOf(branch)} where ${branch.where === "" ? "" : `${branch.where} and `}revision > ? and revision <= ?`,
  );
  const [only] = maxima;
  return {
    sql:
      maxima.length === 1 && only !== undefined
        ? only
        : `select max(revision) as revision from (${maxima.join(" union all ")})`,
    parameters: branches.flatMap(({ parameters }) => [...parameters, after, upTo]),
  };
}
