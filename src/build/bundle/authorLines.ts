import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import { dirname, resolve } from "node:path";
import type { LineRanges } from "../../model/sourceLocation.js";
import type { Bundle } from "./bundle.js";

/** Stands in an entry module for the lines of its bundle, which are known when that is made. */
export const AUTHOR_LINES = '"evidentsource-functions:author-lines"';

/**
 * The bundle that knows which of its lines are the author's, so that a component can give the author's
 * part of a stack. No line moves by it, so the source map stays true.
 * @param file - where the bundle would stand.
 */
export function withAuthorLines(
  bundle: Bundle,
  file: string,
  isAuthors: (source: string) => boolean,
): Bundle {
  const at = bundle.code.lastIndexOf(AUTHOR_LINES);
  if (at < 0) throw new Error("the bundle has no place for the author's lines");
  const lines = JSON.stringify(linesOf(bundle.map, file, isAuthors));
  const code = bundle.code.slice(0, at) + lines + bundle.code.slice(at + AUTHOR_LINES.length);
  return { ...bundle, code };
}

/** Modules stand one below the other; a line that maps nowhere goes with the one before it. */
function linesOf(map: string, file: string, isAuthors: (source: string) => boolean): LineRanges {
  const trace = new TraceMap(map);
  const authors = trace.sources.map(
    (source) => source !== null && isAuthors(resolve(dirname(file), source)),
  );
  const ranges: [first: number, last: number][] = [];
  let within = false;
  decodedMappings(trace).forEach((segments, index) => {
    const source = segments.find((segment) => segment.length > 1)?.[1];
    const before = within;
    within = source === undefined ? before : authors[source] === true;
    const range = ranges.at(-1);
    if (within && before && range !== undefined) range[1] = index + 1;
    else if (within) ranges.push([index + 1, index + 1]);
  });
  return ranges;
}
