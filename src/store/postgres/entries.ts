import type { DictionaryTable } from "../sql/dictionaryTables.js";

/** Where the entries of a b-tree begin that are asked for, by its columns: as SQL. */
export type At = Partial<Readonly<Record<DictionaryTable, string>>>;

/** The b-trees that have the order of revisions, by the columns before it. */
export type Columns = readonly DictionaryTable[];

/** The revisions that a question is about, as SQL, and its direction. */
export interface Course {
  readonly after: string;
  readonly upTo: string;
  readonly isReverse: boolean;
  /** What is asked of the effective time of an event `e`. */
  readonly effective: readonly string[];
}

const MOST_NUMBER = 2_147_483_647;
const MOST_REVISION = Number.MAX_SAFE_INTEGER;

/** Where entries begin: beyond a revision, or beyond all or before all that have the same numbers. */
type From = "bound" | "next";

/**
 * So many entries of a b-tree from a place on, as rows of its columns and `revision`; also such as lie
 * beyond what is asked for, which whoever asks must leave out. What columns are not known begins at
 * its end.
 *
 * The place is one comparison of rows, and the order has all columns: only one b-tree has that
 * order. PostgreSQL may so know nothing of the rows yet, or what is no longer true; equations
 * of several columns would let it choose another one, and go through most of the log.
 */
export function entriesOf(
  columns: Columns,
  at: At,
  course: Pick<Course, "after" | "upTo" | "isReverse">,
  most: string,
  from: From = "bound",
  more: readonly string[] = [],
): string {
  const { isReverse } = course;
  const way = isReverse ? " desc" : "";
  const all = [...columns, "revision"];
  const isOpen = columns.some((column) => at[column] === undefined);
  const ends = isReverse ? [MOST_NUMBER, MOST_REVISION] : [0, 0];
  const beyond = isReverse ? 0 : MOST_REVISION;
  const bound = isReverse ? course.upTo : course.after;
  const revision = from === "next" ? beyond : isOpen ? ends[1] : bound;
  const place = [...columns.map((column) => at[column] ?? ends[0]), revision];
  const where = [`e.database = $1`];
  where.push(`(${listed(all)}) ${isReverse ? "<=" : ">"} (${place.join(", ")})`);
  // Without columns, the other bound is the b-tree's, too. With them, it would seem so to the planner.
  if (columns.length === 0)
    where.push(isReverse ? `e.revision > ${course.after}` : `e.revision <= ${course.upTo}`);
  const order = all.map((column) => `e.${column}${way}`).join(", ");
  return `select ${listed([...all, ...more])} from event e where ${where.join(" and ")} order by ${order} limit ${most}`;
}

/** The first event that has all numbers, as one row `revision`, or none; it may lie beyond the other bound. */
export function seek(columns: Columns, at: At, course: Course): string {
  if (course.effective.length > 0) return walked(columns, at, course);
  return `select e.revision from (${entriesOf(columns, at, course, "1")}) e${same(columns, at, "e")}`;
}

/** The same where more is asked of it, so that entries are gone through. */
function walked(columns: Columns, at: At, { after, upTo, isReverse, effective }: Course): string {
  const where = [
    "e.database = $1",
    ...columns.map((column) => `e.${column} = ${at[column] ?? ""}`),
    `e.revision > ${after}`,
    `e.revision <= ${upTo}`,
    ...effective,
  ];
  return `select e.revision from event e where ${where.join(" and ")} order by e.revision${isReverse ? " desc" : ""} limit 1`;
}

/**
 * The first event for each of the numbers that open columns have beside the known ones, as rows
 * `revision`.
 */
export function firsts(
  columns: Columns,
  at: At,
  filter: readonly string[],
  course: Course,
): string {
  const { after, upTo, isReverse, effective } = course;
  const isWithin = isReverse ? `p.revision <= ${upTo}` : `p.revision > ${after}`;
  const own = seek(columns, atRow(columns, "p"), course);
  const found =
    effective.length > 0 ? `(${own})` : `case when ${isWithin} then p.revision else (${own}) end`;
  // The offset keeps what is found from being found again wherever it is looked at.
  return `${numbersIn(columns, at, course)} select ${found} as revision from p${wheres(filter)} offset 0`;
}

/** The numbers that open columns have beside the known ones, as rows of all columns. */
export function numbersOf(columns: Columns, at: At, filter: readonly string[]): string {
  const course = { after: "0", upTo: "0", isReverse: false };
  const names = columns.map((column) => `p.${column}`).join(", ");
  return `${numbersIn(columns, at, course)} select ${names} from p${wheres(filter)}`;
}

/** As `p`, with the first revision of each: from each of them the b-tree is asked for the next one. */
function numbersIn(
  columns: Columns,
  at: At,
  course: Pick<Course, "after" | "upTo" | "isReverse">,
): string {
  const known = columns.filter((column) => at[column] !== undefined);
  const names = listed([...columns, "revision"]);
  const start = `select ${names} from (${entriesOf(columns, at, course, "1")}) e${same(known, at, "e")}`;
  const before = atRow(columns, "p");
  const next = `select ${names} from (${entriesOf(columns, before, course, "1", "next")}) e${same(known, before, "e")}`;
  return `with recursive p as ((${start}) union all select n.* from p cross join lateral (${next}) n)`;
}

/** The numbers of a row. */
export const atRow = (columns: Columns, row: string): At =>
  Object.fromEntries(columns.map((column) => [column, `${row}.${column}`]));

/** At most so many entries of a b-tree with the number of its first column. */
export function someOf(columns: Columns, number: string, most: number): string {
  const all = listed([...columns, "revision"]);
  const [first] = columns;
  const within = `e.${first ?? ""} >= ${number} and e.${first ?? ""} <= ${number}`;
  return `select ${all} from event e where e.database = $1 and ${within} order by ${all} limit ${String(most)}`;
}

/** That a row has all the numbers. */
export const same = (columns: Columns, at: At, row: string): string =>
  wheres(columns.map((column) => `${row}.${column} = ${at[column] ?? ""}`));

export const wheres = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;

const listed = (columns: readonly string[]): string =>
  columns.map((column) => `e.${column}`).join(", ");
