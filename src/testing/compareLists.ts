import { oneSided, type Comparing } from "./comparing.js";
import type { Row } from "./comparison.js";
import { shown } from "./shown.js";
import { elementPath } from "./valuePath.js";

/** Elements by their place. A list has all the expected ones and no others, also where parts are compared. */
export function compareLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  path: string,
  comparing: Comparing,
): readonly Row[] {
  const length = Math.max(expected.length, actual.length);
  if (length === 0) return [{ path, expected: "[]", actual: "[]", same: true }];
  return Array.from({ length }, (_, index): readonly Row[] => {
    const at = elementPath(path, index);
    if (index >= actual.length) return [oneSided("expected", at, shown(expected[index]))];
    if (index >= expected.length) return [oneSided("actual", at, shown(actual[index]))];
    return comparing.rows(expected[index], actual[index], at);
  }).flat();
}
