import { describe } from "../domain/index.js";

/** `fn@file:1:2` (SpiderMonkey) or `at fn (file:1:2)`, `at file:1:2` (V8, QuickJS). */
const FRAME = /^\s*(?:at\s+)?(?:(.*?)(?:@| \())?((?:[^\s()@]|\s(?!\())+):(\d+):(\d+)\)?\s*$/;
/** Frames of the engine's own glue, and of Node. */
const FOREIGN = /initializer\.js$|^node:/;

/** An exception on one line: its class, its message, and the place where it was thrown. */
export function describeFailure(error: unknown): string {
  if (!isError(error)) return `${describe(error)} was thrown`;
  const place = failurePlace(error);
  return `${error.name}: ${error.message}${place === undefined ? "" : ` (at ${place})`}`;
}

/** The place where an exception was thrown, as `function file:line:column`. */
export function failurePlace(error: Error): string | undefined {
  for (const line of (error.stack ?? "").split("\n")) {
    const match = FRAME.exec(line);
    if (match === null) continue;
    const [, name = "", file = "", row = "", column = ""] = match;
    if (FOREIGN.test(file)) continue;
    return `${name === "" ? "" : `${name} `}${file}:${row}:${column}`;
  }
  return undefined;
}

/** Errors of another realm are no instances of this one's `Error`. */
function isError(error: unknown): error is Error {
  return (
    error instanceof Error ||
    (typeof error === "object" && error !== null && "message" in error && "name" in error)
  );
}
