import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourceLocation } from "../model/sourceLocation.js";

/** Where a place of a bundle stands in the sources; the file is an absolute path. Lines and columns from 1. */
export type Locate = (line: number, column: number) => SourceLocation | undefined;

/** Looks places up in a bundle's source map, which is read when the first one is asked for. */
export function sourcePositions(map: string, file: string): Locate {
  let trace: TraceMap | undefined;
  return (line, column) => {
    trace ??= new TraceMap(map);
    const found = originalPositionFor(trace, { line, column: column - 1 });
    if (found.source === null) return undefined;
    const source = found.source.startsWith("file:") ? fileURLToPath(found.source) : found.source;
    return { file: resolve(dirname(file), source), line: found.line, column: found.column + 1 };
  };
}
