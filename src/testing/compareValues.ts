import { compareLists } from "./compareLists.js";
import { compareMaps, compareSets } from "./compareCollections.js";
import { compareObjects } from "./compareObjects.js";
import { oneSided, wholeRow, type Comparing } from "./comparing.js";
import type { Row, Strictness } from "./comparison.js";
import { shown } from "./shown.js";
import { bytesOf, tagOf, valueKind, type ValueKind } from "./valueKind.js";

/** The pairs that are being compared further out: a value may hold itself. */
type Around = readonly (readonly [object, object])[];

/**
 * Two values, compared as values: what they are (a date is no text, a set no list), then what they hold.
 * - `undefined` and an absent property are one and the same, as they are in JSON; in what is expected,
 *   `undefined` says that there must be nothing.
 * - `NaN` is `NaN`; `-0` is not `0`.
 * - Maps and sets have no order. A list has all the expected elements and no others.
 * - An expected plain object stands for its properties, whatever class has them, getters included; an
 *   expected instance of a class stands for an instance of this class.
 * - With `"partial"`, objects and maps may hold more than is expected, at every depth.
 */
export function compareValues(
  expected: unknown,
  actual: unknown,
  strictness: Strictness,
  path = "",
): readonly Row[] {
  return rowsOf(expected, actual, path, strictness, []);
}

function rowsOf(
  expected: unknown,
  actual: unknown,
  path: string,
  strictness: Strictness,
  around: Around,
): readonly Row[] {
  if (expected === undefined && actual === undefined) return [];
  if (expected === undefined) {
    return strictness === "partial"
      ? [oneSided("actual", path, shown(actual))]
      : missing("actual", actual, path);
  }
  if (actual === undefined) return missing("expected", expected, path);
  const kind = valueKind(expected);
  if (kind !== valueKind(actual)) return [wholeRow(path, expected, actual, false)];
  if (kind === "primitive") return [wholeRow(path, expected, actual, Object.is(expected, actual))];
  return referenceRows(kind, expected as object, actual as object, path, strictness, around);
}

function referenceRows(
  kind: Exclude<ValueKind, "primitive">,
  expected: object,
  actual: object,
  path: string,
  strictness: Strictness,
  around: Around,
): readonly Row[] {
  if (around.some(([left, right]) => left === expected && right === actual)) return [];
  const inner: Around = [...around, [expected, actual]];
  const comparing: Comparing = {
    strictness,
    rows: (left, right, at) => rowsOf(left, right, at, strictness, inner),
    missing,
    same: (left, right) => compareValues(left, right, "exact").every(({ same }) => same),
  };
  type Entries = Map<unknown, unknown>;
  switch (kind) {
    case "date":
      return [wholeRow(path, expected, actual, sameTime(expected as Date, actual as Date))];
    case "timestamp":
      return [wholeRow(path, expected, actual, shown(expected) === shown(actual))];
    case "bytes":
      return [wholeRow(path, expected, actual, sameBytes(expected, actual))];
    case "list":
      return compareLists(expected as unknown[], actual as unknown[], path, comparing);
    case "map":
      return compareMaps(expected as Entries, actual as Entries, path, comparing);
    case "set":
      return compareSets(expected as Set<unknown>, actual as Set<unknown>, path, comparing);
    case "object":
      return compareObjects(expected, actual, path, comparing);
  }
}

/** A value beside itself gives its lines. */
function missing(side: "expected" | "actual", value: unknown, path: string): readonly Row[] {
  const lines = compareValues(value, value, "exact", path);
  return lines.length === 0
    ? [oneSided(side, path, shown(value))]
    : lines.map((line) => oneSided(side, line.path, line.expected ?? ""));
}

const sameTime = (expected: Date, actual: Date): boolean =>
  Object.is(Date.prototype.getTime.call(expected), Date.prototype.getTime.call(actual));

function sameBytes(expected: object, actual: object): boolean {
  const [left, right] = [bytesOf(expected), bytesOf(actual)];
  if (left?.length !== right?.length || tagOf(expected) !== tagOf(actual)) return false;
  return left?.every((byte, index) => byte === right?.[index]) === true;
}
