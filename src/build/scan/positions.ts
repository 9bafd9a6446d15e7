import type { SourceLocation } from "../../model/sourceLocation.js";

/** Where a place of a bundle stands in the sources, if anywhere. Lines and columns count from 1. */
export type Locate = (line: number, column: number) => SourceLocation | undefined;

/** Looks offsets of a text up: line and column, both from 1. */
export function positionsIn(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Looks offsets of a bundle up in its sources. */
export function locateOffsets(
  code: string,
  locate: Locate,
): (offset: number) => SourceLocation | undefined {
  const positionOf = positionsIn(code);
  return (offset) => {
    const { line, column } = positionOf(offset);
    return locate(line, column);
  };
}
