import { oneSided } from "./comparing.js";
import type { Row } from "./comparison.js";
import { memberOf, ownKeys } from "./objectMembers.js";
import { shown } from "./shown.js";
import { valueKind } from "./valueKind.js";
import { elementPath, memberPath } from "./valuePath.js";

/**
 * Where something is although `undefined` was expected. JSON has no word for it, so that it does not
 * survive where an expected event is written as JSON.
 */
export function unmetWishes(expected: unknown, actual: unknown, path: string): readonly Row[] {
  if (expected === undefined) {
    return actual === undefined ? [] : [oneSided("actual", path, shown(actual))];
  }
  switch (valueKind(expected)) {
    case "list":
      return Array.isArray(actual)
        ? (expected as readonly unknown[]).flatMap((item, index) =>
            index < actual.length ? unmetWishes(item, actual[index], elementPath(path, index)) : [],
          )
        : [];
    case "object":
      return valueKind(actual) === "object"
        ? ownKeys(expected as object).flatMap((key) =>
            unmetWishes(
              Reflect.get(expected as object, key),
              memberOf(actual as object, key),
              memberPath(path, key),
            ),
          )
        : [];
    default:
      return [];
  }
}
