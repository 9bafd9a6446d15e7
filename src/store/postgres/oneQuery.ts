import type { Conjunction } from "../sql/conjunctions.js";
import type { QueryBounds } from "../sql/queryBounds.js";
import type { RowRange } from "../sql/rowRange.js";
import { alike } from "./alike.js";
import { HEAD } from "./headRow.js";
import type { Parameters } from "./parameters.js";
import { askedOf, wayOf } from "./ways.js";

export interface OneQuery {
  readonly conjunctions: readonly Conjunction[];
  readonly range: RowRange;
  readonly bounds: QueryBounds;
  /** Whether the head is told, too, as of the same moment: without a row there is no such database. */
  readonly isHeadAsked: boolean;
  /** Whether the event is told, or its revision alone. */
  readonly isEventAsked: boolean;
}

/**
 * The SQL of the first event that fulfils one of the conjunctions, in the order of the range, as at
 * most one row: `revision`, null where there is none; `effective` and `bytes`; `head` and `recorded`.
 */
export function oneQuery(query: OneQuery, parameters: Parameters): string {
  const { conjunctions, range, bounds, isHeadAsked, isEventAsked } = query;
  const asked = askedOf(range, isHeadAsked ? "h.revision" : undefined, bounds, parameters);
  const ways = alike(conjunctions).map((group) => `(${wayOf(group, asked)})`);
  const all = ways.join(" union all ");
  const { isReverse } = asked.course;
  const way = isReverse ? " desc" : "";
  const first = asked.isInTime
    ? `select u.revision from (${all}) u order by u.effective${way}, u.revision${way} limit 1`
    : `select ${isReverse ? "max" : "min"}(u.revision) as revision from (${all}) u`;
  const head = isHeadAsked ? HEAD : "select 1 as one";
  const columns = [
    "k.revision",
    ...(isEventAsked ? ["e.effective", "e.bytes"] : []),
    ...(isHeadAsked ? ["h.revision as head", "h.recorded"] : []),
  ];
  const event = isEventAsked
    ? " left join event e on e.database = $1 and e.revision = k.revision"
    : "";
  return `select ${columns.join(", ")} from (${head}) h left join lateral (${first}) k on true${event}`;
}
