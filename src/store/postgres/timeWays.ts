import type { DictionaryTable } from "../sql/dictionaryTables.js";
import { atRow, entriesOf, numbersOf, same, wheres, type At, type Columns } from "./entries.js";
import { besidesKnown, columnsFor, knownOf, type Filters } from "./logWays.js";

/** The bounds of a question in effective-time order. */
export interface TimeCourse {
  readonly isReverse: boolean;
  /** What is asked of an event `e`, so that no b-tree of revisions is chosen for it. */
  readonly bounds: readonly string[];
}

/** So many events of a value are gone through before those that may be meant are asked for. */
const GONE_THROUGH = 64;
/** So many of these are sorted at most; with more of them, going on finds one. */
const SORTED = 128;

/** What a b-tree has of a subject's events. */
const COLUMNS = "e.effective, e.revision, e.stream, e.subject, e.type";

const orderOf = (row: string, { isReverse }: TimeCourse): string => {
  const way = isReverse ? " desc" : "";
  return `order by ${row}.effective${way}, ${row}.revision${way}`;
};

/** What is asked of an event `e` beside the number of one column. */
function besides(driven: DictionaryTable, at: At, filters: Filters): readonly string[] {
  return (["stream", "subject", "type"] as const).flatMap((column) => {
    const filter = filters[column]?.(`e.${column}`);
    const number = column === driven ? undefined : at[column];
    return [
      ...(number === undefined ? [] : [`e.${column} + 0 = ${number}`]),
      ...(filter === undefined ? [] : [filter]),
    ];
  });
}

/** The first event of a number, in effective-time order, as a row of `effective` and `revision`. */
function walk(driven: DictionaryTable, at: At, filters: Filters, course: TimeCourse): string {
  const where = [`e.database = $1`, `e.${driven} = ${at[driven] ?? ""}`, ...course.bounds];
  where.push(...besides(driven, at, filters));
  return `select e.effective, e.revision from event e where ${where.join(" and ")} ${orderOf("e", course)} limit 1`;
}

/** The same for whatever is known, which must be one number. */
export function inTime(at: At, filters: Filters, course: TimeCourse, isOneOfMany: boolean): string {
  const driven = drivenBy(at);
  const isAlone = besides(driven, at, filters).length === 0;
  const columns = columnsFor(at, filters);
  // Where no b-tree has both, those that may be meant are all.
  if (isAlone || isOneOfMany || columns.length === 1) return walk(driven, at, filters, course);
  return nearOrSorted(driven, columns, at, filters, course);
}

/** The column whose b-tree has the events; a type's are most often of one stream. */
const drivenBy = (at: At): DictionaryTable =>
  at.subject !== undefined ? "subject" : at.type !== undefined ? "type" : "stream";

/** A few events are gone through; then those that are meant by the order of revisions are sorted, if they are not many. */
function nearOrSorted(
  driven: DictionaryTable,
  columns: Columns,
  at: At,
  filters: Filters,
  course: TimeCourse,
): string {
  const order = orderOf("e", course);
  const where = [`e.database = $1`, `e.${driven} = ${at[driven] ?? ""}`];
  const asked = [...course.bounds, ...besides(driven, at, filters)];
  const some = `select ${COLUMNS} from event e where ${where.join(" and ")} ${order} limit ${String(GONE_THROUGH)}`;
  const near = `select e.effective, e.revision from (${some}) e where ${asked.join(" and ")} ${order} limit 1`;
  const counted = `select count(*) as n, array_agg(m.revision) as revisions from (${meant(columns, at, filters)} limit ${String(SORTED + 1)}) m`;
  const sorted = `select e.effective, e.revision from unnest(g.revisions) as r (revision) cross join lateral (select e.* from event e where e.database = $1 and e.revision = r.revision offset 0) e${wheres([`g.n <= ${String(SORTED)}`, ...asked])} ${order} limit 1`;
  const on = `select w.* from (${walk(driven, at, filters, course)}) w where g.n > ${String(SORTED)}`;
  return `select t.* from ((${near}) union all (select y.* from (${counted}) g cross join lateral ((${sorted}) union all (${on})) y)) t limit 1`;
}

/** The revisions of what is meant, in no order; at most one more than is sorted for each of the numbers. */
function meant(columns: Columns, at: At, filters: Filters): string {
  const course = { after: "0", upTo: "0", isReverse: false };
  const entries = (place: At): string =>
    `select s.revision from (${entriesOf(columns, place, course, String(SORTED + 1))}) s${same(columns, place, "s")}`;
  const open = columns.findIndex((column) => at[column] === undefined);
  if (open === -1) return entries(at);
  const asked = besidesKnown(columns, open, at, filters, "p");
  const numbers = numbersOf(columns, knownOf(columns, open, at), asked);
  return `select s.revision from (${numbers}) c cross join lateral (${entries(atRow(columns, "c"))}) s`;
}

/** The first of so many events, in effective-time order, that fulfils a condition on `e`. */
export function walkTime(
  at: At,
  condition: readonly string[],
  course: TimeCourse,
  most: number,
): string {
  const rows = goneThrough(COLUMNS, at, course, most);
  return `select e.effective, e.revision from (${rows}) e where ${condition.join(" and ")} ${orderOf("e", course)} limit 1`;
}

/** The same for events of several types, as a select of `type`: the first ones of each are sorted first. */
export function walkTypes(
  types: string,
  condition: readonly string[],
  course: TimeCourse,
  most: number,
): string {
  const each = goneThrough("e.effective, e.revision", { type: "t.type" }, course, most);
  const keys = `select x.* from (${types}) t cross join lateral (${each}) x ${orderOf("x", course)} limit ${String(most)}`;
  const event = `select e.revision from event e where e.database = $1 and e.revision = k.revision and ${condition.join(" and ")}`;
  return `select k.effective, k.revision from (${keys}) k cross join lateral (${event} offset 0) e ${orderOf("k", course)} limit 1`;
}

function goneThrough(columns: string, at: At, course: TimeCourse, most: number): string {
  const driven = drivenBy(at);
  const where = [`e.database = $1`, `e.${driven} = ${at[driven] ?? ""}`, ...course.bounds];
  return `select ${columns} from event e where ${where.join(" and ")} ${orderOf("e", course)} limit ${String(most)}`;
}
