import { wholeRow, type Comparing } from "./comparing.js";
import type { Row } from "./comparison.js";
import { accessorsOf, hasMembers, isOfClassOf, memberOf, ownKeys } from "./objectMembers.js";
import { classNameOf, shown, textOf } from "./shown.js";
import { isPlainObject } from "./valueKind.js";
import { memberPath } from "./valuePath.js";

/** Plain objects, for their properties, and instances of classes. */
export function compareObjects(
  expected: object,
  actual: object,
  path: string,
  comparing: Comparing,
): readonly Row[] {
  const plain = isPlainObject(expected);
  if (!plain && !isOfClassOf(expected, actual)) return [wholeRow(path, expected, actual, false)];
  const named = new Set([...ownKeys(expected), ...(plain ? [] : accessorsOf(expected))]);
  const rows = [...named].flatMap((key) =>
    comparing.rows(memberOf(expected, key), memberOf(actual, key), memberPath(path, key)),
  );
  if (!plain) rows.push(...appearance(expected, actual, path, rows));
  if (comparing.strictness === "partial") return rows;
  for (const key of ownKeys(actual)) {
    const value = memberOf(actual, key);
    if (named.has(key) || value === undefined) continue;
    rows.push(...comparing.missing("actual", value, memberPath(path, key)));
  }
  if (rows.length > 0) return rows;
  // Nothing is expected; but an instance may keep something to itself.
  const same = !plain || isPlainObject(actual) || !hasMembers(actual);
  return [wholeRow(path, expected, actual, same)];
}

/**
 * What two instances of a class show beside their properties, for a class may keep its state to itself.
 * One that shows nothing at all cannot be compared, unless it is the very same object.
 */
function appearance(
  expected: object,
  actual: object,
  path: string,
  members: readonly Row[],
): readonly Row[] {
  const [left, right] = [textOf(expected), textOf(actual)];
  if (left !== right) {
    return [
      { path, expected: left ?? shown(expected), actual: right ?? shown(actual), same: false },
    ];
  }
  const shows = members.length > 0 || left !== undefined;
  if (shows || expected === actual || !hasMembers(expected)) return [];
  const what = `${classNameOf(expected)}, which shows nothing to compare; give it a getter, toJSON() or toString()`;
  return [{ path, expected: what, actual: what, same: false }];
}
