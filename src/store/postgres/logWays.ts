import type { DictionaryTable } from "../sql/dictionaryTables.js";
import {
  entriesOf,
  firsts,
  seek,
  someOf,
  wheres,
  type At,
  type Columns,
  type Course,
} from "./entries.js";

/** What is asked beside known numbers: a condition on the number of a column. */
export type Filters = Partial<Readonly<Record<DictionaryTable, (number: string) => string>>>;

/** A value that has no more entries than this has them looked at at once. */
const FEW = 64;

/**
 * The b-tree for what is known and what is asked besides, and what of it is known: the columns before
 * the first one that is not.
 */
export function columnsFor(at: At, filters: Filters): Columns {
  const isAsked = (column: DictionaryTable): boolean =>
    at[column] !== undefined || filters[column] !== undefined;
  if (at.subject !== undefined)
    return isAsked("stream") ? ["subject", "stream", "type"] : ["subject", "type"];
  if (at.stream !== undefined) return ["stream", "type"];
  return at.type !== undefined ? ["type"] : [];
}

/**
 * The first events, as rows `revision`, of all that is known; such as lie beyond the bounds as well.
 * @param isOneOfMany whether the like is asked for many values, most of which have few events
 */
export function inLog(at: At, filters: Filters, course: Course, isOneOfMany: boolean): string {
  const columns = columnsFor(at, filters);
  const open = columns.findIndex((column) => at[column] === undefined);
  const known = knownOf(columns, open, at);
  const asked = (row: string): string[] => besidesKnown(columns, open, at, filters, row);
  const all = open === -1 ? seek(columns, at, course) : firsts(columns, known, asked("p"), course);
  if (!isOneOfMany || course.effective.length > 0) return all;
  const end = course.isReverse ? "max" : "min";
  const rest = columns.filter((column) => column !== "subject" && known[column] !== undefined);
  const others = rest.map((column) => `s.${column} = ${at[column] ?? ""}`);
  const within = [...others, ...asked("s"), ...inBounds("s", course)].join(" and ");
  const some = `select count(*) as n, ${end}(s.revision) filter (where ${within}) as revision from (${someOf(columns, at.subject ?? "", FEW + 1)}) s`;
  const most = `select ${end}(f.revision) from (${all}) f${wheres(inBounds("f", course))}`;
  return `select case when g.n <= ${String(FEW)} then g.revision else (${most}) end as revision from (${some}) g offset 0`;
}

/** What is known of the columns before the first open one, of all where none is. */
export const knownOf = (columns: Columns, open: number, at: At): At =>
  Object.fromEntries(
    (open === -1 ? columns : columns.slice(0, open)).map((column) => [column, at[column]]),
  );

/** What is asked of the columns from the first open one on. */
export const besidesKnown = (
  columns: Columns,
  open: number,
  at: At,
  filters: Filters,
  row: string,
): string[] =>
  (open === -1 ? [] : columns.slice(open)).flatMap((column) => {
    const filter = filters[column]?.(`${row}.${column}`);
    const number = at[column];
    return [
      ...(filter === undefined ? [] : [filter]),
      ...(number === undefined ? [] : [`${row}.${column} = ${number}`]),
    ];
  });

export const inBounds = (row: string, { after, upTo }: Course): readonly string[] => [
  `${row}.revision > ${after}`,
  `${row}.revision <= ${upTo}`,
];

/** The first of so many events, in the order of revisions, that fulfil a condition on `e`. */
export function walkLog(
  at: At,
  condition: readonly string[],
  course: Course,
  most: number,
): string {
  const columns: Columns =
    at.type === undefined ? [] : at.stream === undefined ? ["type"] : ["stream", "type"];
  // Rows are read one by one until one is meant.
  const more = (["stream", "subject", "type"] as const).filter((each) => !columns.includes(each));
  const rows = entriesOf(columns, at, course, String(most), "bound", [...more, "effective"]);
  const where = [...inBounds("e", course), ...course.effective, ...condition];
  const way = course.isReverse ? " desc" : "";
  const order = [...columns, "revision"].map((column) => `e.${column}${way}`).join(", ");
  return `select e.revision from (${rows}) e where ${where.join(" and ")} order by ${order} limit 1`;
}
