import type { Fact } from "./facts.js";

/** A line of a comparison; what one side does not have is `undefined`. */
export interface Row {
  readonly path: string;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
}

/** How much of an actual value must be expected. */
export type Strictness = "exact" | "partial";

/** The two sides aligned by path, in the order of what was expected; what is only actual comes last. */
export function compared(
  expected: readonly Fact[],
  actual: readonly Fact[],
  strictness: Strictness,
): readonly Row[] {
  const given = new Map(actual);
  const rows = expected.map(([path, shown]) => ({
    path,
    expected: shown,
    actual: given.get(path),
  }));
  if (strictness === "partial") return rows;
  const known = new Set(expected.map(([path]) => path));
  const more = actual
    .filter(([path]) => !known.has(path))
    .map(([path, shown]) => ({ path, expected: undefined, actual: shown }));
  return [...rows, ...more];
}

export const differs = ({ expected, actual }: Row): boolean => expected !== actual;

/** The first difference in a sentence, then both sides as columns, with a mark at every line that differs. */
export function formatComparison(rows: readonly Row[]): string {
  const first = rows.find(differs);
  if (first === undefined) return "";
  const cells = [
    ["", "", "expected", "actual"],
    ...rows.map((row) => [
      differs(row) ? "≠" : "",
      row.path,
      shortened(row.expected ?? "–"),
      row.actual ?? "–",
    ]),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...cells.map((row) => Array.from(row[column] ?? "").length)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [
    `first difference: ${first.path}`,
    `  expected: ${first.expected ?? "nothing"}`,
    `  actual:   ${first.actual ?? "nothing"}`,
    "",
    ...lines,
  ].join("\n");
}

const LONGEST = 60;

/** Keeps the second column in sight; the first difference is told in full. */
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
