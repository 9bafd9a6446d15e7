/** A place in a source file; lines and columns count from 1. */
export interface SourceLocation {
  /** The file, as the tool that found the place writes it. */
  readonly file: string;
  /** The line. */
  readonly line: number;
  /** The column. */
  readonly column: number;
}

/** Stretches of lines, each with its first and its last, that count from 1. */
export type LineRanges = readonly (readonly [first: number, last: number])[];

/**
 * Rewrites the places of a component's code in a text, which engines give as `deposit.js:3804:54`.
 * @param name - the definition's name, after which its bundle is called.
 * @param placeOf - the place in the author's sources, or `undefined` to leave the text as it is.
 */
export function replaceBundlePlaces(
  text: string,
  name: string,
  placeOf: (line: number, column: number) => SourceLocation | undefined,
): string {
  const place = new RegExp(
    `(?<![\\w./-])${name.replaceAll(".", "\\.")}\\.js:([1-9]\\d*):([1-9]\\d*)`,
    "g",
  );
  return text.replace(place, (whole, line: string, column: string) => {
    const found = placeOf(Number(line), Number(column));
    return found === undefined
      ? whole
      : `${found.file}:${String(found.line)}:${String(found.column)}`;
  });
}
