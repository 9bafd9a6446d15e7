import { instantKey } from "../sql/instantKey.js";
import type { DictionaryTable } from "../sql/dictionaryTables.js";
import type { QueryBounds } from "../sql/queryBounds.js";
import { isFromBeginning, rowNumber, type RowRange } from "../sql/rowRange.js";
import { numbered, type Alike, type Numbered, type Prefixes } from "./alike.js";
import { begins, hasBeginning, valuesFrom } from "./beginnings.js";
import { wheres, type At, type Course } from "./entries.js";
import { inBounds, inLog, walkLog, type Filters } from "./logWays.js";
import type { Parameters } from "./parameters.js";
import { inTime, walkTime, walkTypes, type TimeCourse } from "./timeWays.js";
import { inTurns, type TurnBounds } from "./turns.js";

/** So many events of each type are sorted at first. */
const FEW_OF_EACH = 16;

/** What is the same for all ways of a question. */
export interface Asked {
  readonly range: RowRange;
  readonly course: Course;
  readonly time: TimeCourse;
  readonly isInTime: boolean;
  /** How many revisions the question is about, as SQL. */
  readonly length: string;
  readonly bounds: QueryBounds;
  readonly parameters: Parameters;
}

/** @param end the last revision that there is, as SQL, where the range does not know it */
export function askedOf(
  range: RowRange,
  end: string | undefined,
  bounds: QueryBounds,
  parameters: Parameters,
): Asked {
  const { direction, order, effectiveFrom, effectiveUpTo } = range;
  const number = (value: number): string => `${parameters.add(value)}::bigint`;
  const [after, upTo] = [number(range.after), number(range.upTo)];
  const effective: string[] = [];
  if (effectiveUpTo !== undefined)
    effective.push(`e.effective <= ${parameters.add(instantKey(effectiveUpTo))}`);
  if (effectiveFrom !== undefined) {
    const { timestamp, revision } = effectiveFrom;
    const place = `(${parameters.add(instantKey(timestamp))}, ${number(rowNumber(revision))})`;
    effective.push(`(e.effective, e.revision) >= ${place}`);
  }
  const isReverse = direction === "reverse";
  // The sum keeps the planner from b-trees that have the order of revisions.
  const revisions = [`e.revision + 0 > ${after}`, `e.revision + 0 <= ${upTo}`];
  return {
    range,
    course: { after, upTo, isReverse, effective },
    time: { isReverse, bounds: [...revisions, ...effective] },
    isInTime: order === "effective-time",
    length: `${end ?? upTo} - ${after}`,
    bounds,
    parameters,
  };
}

/** The first event of conjunctions, as one row `revision` that may be null, or with `effective` in that order, or none. */
export function wayOf(group: Alike, asked: Asked): string {
  const { parameters, isInTime } = asked;
  const numbers = numbered(group, parameters);
  const { subject, stream, type } = group.prefixes;
  if (subject !== undefined) return ofMany("subject", subject, group, numbers, asked);
  // In effective-time order, a type's events are most often of one stream.
  const isByType = isInTime && (type !== undefined || numbers.at.type !== undefined);
  if (stream !== undefined && numbers.at.subject === undefined && !isByType)
    return ofMany("stream", stream, group, numbers, asked);
  return ofOne(group, numbers, asked);
}

function filtersOf(prefixes: Prefixes, parameters: Parameters): Filters {
  const filters: Partial<Record<DictionaryTable, (number: string) => string>> = {};
  for (const table of ["stream", "subject", "type"] as const) {
    const prefix = prefixes[table];
    if (prefix === undefined) continue;
    const names = begins(prefix, parameters);
    filters[table] = (number) => hasBeginning(table, number, names);
  }
  return filters;
}

function ofOne({ prefixes }: Alike, { sql, at }: Numbered, asked: Asked): string {
  const { parameters, isInTime } = asked;
  // Types are asked one after the other where nothing else is known that has the order.
  const isOpen =
    at.subject === undefined &&
    at.type === undefined &&
    (isInTime
      ? at.stream === undefined || prefixes.type !== undefined
      : at.stream === undefined && prefixes.type !== undefined);
  if (!isOpen) return firstIn(sql, at, filtersOf(prefixes, parameters), asked, false);
  const types = typesOf(prefixes.type, parameters);
  const drivers = `select d.*, t.type from (${sql}) d cross join lateral (${types} offset 0) t`;
  const filters = filtersOf({ ...prefixes, type: undefined }, parameters);
  return firstIn(drivers, { ...at, type: "d.type" }, filters, asked, false);
}

const typesOf = (prefix: string | undefined, parameters: Parameters): string =>
  `select v.id as type ${valuesFrom("type", prefix === undefined ? "true" : begins(prefix, parameters))}`;

/** The first of what is asked for each row of drivers `d`. */
function firstIn(
  drivers: string,
  at: At,
  filters: Filters,
  { isInTime, course, time }: Asked,
  isOneOfMany: boolean,
): string {
  if (isInTime) {
    const way = course.isReverse ? " desc" : "";
    return `select x.effective, x.revision from (${drivers}) d cross join lateral (${inTime(at, filters, time, isOneOfMany)}) x order by x.effective${way}, x.revision${way} limit 1`;
  }
  const end = course.isReverse ? "max" : "min";
  const each = inLog(at, filters, course, isOneOfMany);
  return `select ${end}(x.revision) as revision from (${drivers}) d cross join lateral (${each}) x${wheres(inBounds("x", course))} having count(x.revision) > 0`;
}

/** Where many values may have a beginning: see {@link QueryBounds}. */
function ofMany(
  table: "stream" | "subject",
  prefix: string,
  { conjunctions: [conjunction], prefixes }: Alike,
  { sql, at }: Numbered,
  asked: Asked,
): string {
  const { parameters, isInTime, bounds, range, course } = asked;
  const others: Prefixes = { ...prefixes, [table]: undefined };
  const names = begins(prefix, parameters);
  const filters = filtersOf(others, parameters);
  const values = valuesFrom(table, names);
  const isOldest = isFromBeginning(range) && conjunction.size === 1;
  const each = isOldest
    ? `select min(v.first) as revision ${values} having min(v.first) > ${course.after} and min(v.first) <= ${course.upTo}`
    : eachOf(table, values, at, filters, asked);
  const columns = isInTime ? "effective, revision" : "revision";
  const turns = inTurns({
    values,
    columns,
    each,
    walk: (most) =>
      walkOf(table, hasBeginning(table, `e.${table}`, names), at, others, asked, most),
    // What lies within the events that were gone through was found.
    isMore: (most) => (isInTime ? "true" : `${asked.length} > ${String(most)}`),
    bounds: { values: bounds.values, turns: turnsOf(asked, isOldest, at) },
  });
  return `select x.* from (${sql}) d cross join lateral (${turns}) x`;
}

/** With many types, going through a few events of each costs less. */
function turnsOf({ isInTime, bounds }: Asked, isOldest: boolean, at: At): TurnBounds["turns"] {
  if (isOldest) return bounds.turns.slice(0, 1);
  const isManifold = isInTime && at.type === undefined && at.stream === undefined;
  return isManifold && bounds.turns.length > 0
    ? [{ walked: FEW_OF_EACH }, ...bounds.turns]
    : bounds.turns;
}

function eachOf(
  table: "stream" | "subject",
  values: string,
  at: At,
  filters: Filters,
  asked: Asked,
): string {
  // `d` of the numbers around it is seen from here, but the rows of its own are called so as well.
  const numbers = Object.entries(at).map(([column, number]) => `${number} as ${column}`);
  const drivers = `select ${[`v.id as ${table}`, ...numbers].join(", ")} ${values}`;
  const own = { ...at, [table]: `d.${table}` };
  return firstIn(drivers, own, filters, asked, table === "subject");
}

function walkOf(
  table: DictionaryTable,
  isMeant: string,
  at: At,
  others: Prefixes,
  { isInTime, course, time, parameters }: Asked,
  most: number,
): string {
  const isTypeOpen = isInTime && at.type === undefined && at.stream === undefined;
  const left = isTypeOpen ? { ...others, type: undefined } : others;
  const conditions = Object.entries(filtersOf(left, parameters)).map(([column, filter]) =>
    filter(`e.${column}`),
  );
  const known = (["stream", "type"] as const).flatMap((column) =>
    at[column] === undefined ? [] : [`e.${column} = ${at[column]}`],
  );
  const all = [...known, ...conditions, isMeant];
  if (!isInTime) return walkLog(at, all, course, most);
  return isTypeOpen
    ? walkTypes(typesOf(others.type, parameters), all, time, most)
    : walkTime(at, all, time, most);
}
