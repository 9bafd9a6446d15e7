import { stripVTControlCharacters } from "node:util";

/** Rows as aligned columns, two spaces apart; columns named in `right` are aligned to the right. */
export function table(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, width(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const padding = " ".repeat((widths[column] ?? 0) - width(cell));
        return right.includes(column) ? `${padding}${cell}` : `${cell}${padding}`;
      })
      .join("  ")
      .trimEnd(),
  );
}

/** Columns of the terminal, without the codes of colours. */
const width = (cell: string): number => Array.from(stripVTControlCharacters(cell)).length;
