/** A line of a comparison; what one side does not have is `undefined`. */
export interface Row {
  readonly path: string;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /** Whether the two are one value; their texts may be equal although they are not. */
  readonly same: boolean;
}

/** How much of an actual value must be expected. */
export type Strictness = "exact" | "partial";

export const differs = ({ same }: Row): boolean => !same;

/** The first difference in a sentence, then both sides as columns, with a mark at every line that differs. */
export function formatComparison(rows: readonly Row[], whole = "the whole"): string {
  const first = rows.find(differs);
  if (first === undefined) return "";
  const place = ({ path }: Row): string => (path === "" ? whole : path);
  const cells = [
    ["", "", "expected", "actual"],
    ...rows.map((row) => [
      differs(row) ? "≠" : "",
      place(row),
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
  return [...differenceLines(first, place(first)), "", ...lines].join("\n");
}

/** Where two values differ first, and how. */
export const differenceLines = (
  { expected, actual }: Row,
  place: string,
  [left, right]: readonly [string, string] = ["expected: ", "actual:   "],
): readonly string[] => [
  `first difference: ${place}`,
  `  ${left}${expected ?? "nothing"}`,
  `  ${right}${actual ?? "nothing"}`,
];

const LONGEST = 60;

/** Keeps the second column in sight; the first difference is told in full. */
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
