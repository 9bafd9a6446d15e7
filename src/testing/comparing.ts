import type { Row, Strictness } from "./comparison.js";
import { shown } from "./shown.js";
import { valueKind } from "./valueKind.js";

/** A comparison that is going on, as it is handed to the comparison of a kind of value. */
export interface Comparing {
  readonly strictness: Strictness;
  /** Compares what the values hold. */
  readonly rows: (expected: unknown, actual: unknown, path: string) => readonly Row[];
  /** The lines of a value that the other side does not have. */
  readonly missing: (side: "expected" | "actual", value: unknown, path: string) => readonly Row[];
  /** Whether two values are one, whatever the strictness. */
  readonly same: (left: unknown, right: unknown) => boolean;
}

/** Two values, each on one line; of equal texts that differ, the kinds tell them apart. */
export function wholeRow(path: string, expected: unknown, actual: unknown, same: boolean): Row {
  const [left, right] = [shown(expected), shown(actual)];
  if (same || left !== right) return { path, expected: left, actual: right, same };
  const kinds = [expected, actual].map((value) => {
    const kind = valueKind(value);
    return kind === "primitive" ? typeof value : kind;
  });
  return {
    path,
    expected: `${left} (${kinds[0] ?? ""})`,
    actual: `${right} (${kinds[1] ?? ""})`,
    same,
  };
}

/** A line that only one side has. */
export const oneSided = (side: "expected" | "actual", path: string, text: string): Row => ({
  path,
  expected: side === "expected" ? text : undefined,
  actual: side === "actual" ? text : undefined,
  same: false,
});
