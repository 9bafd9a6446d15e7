import { describe, saysAll } from "../domain/index.js";
import { isAuthorFrame } from "./authorFrames.js";

/** `fn@file:1:2` (SpiderMonkey) or `at fn (file:1:2)`, `at file:1:2` (V8, QuickJS). */
const FRAME = /^\s*(?:at\s+)?(?:(.*?)(?:@| \())?((?:[^\s()@]|\s(?!\())+):(\d+):(\d+)\)?\s*$/;
/** Frames of the engine's own glue, of text that it parses, and of Node. */
const FOREIGN = /initializer\.js$|^<input>$|^node:/;

/** An exception on one line: its class, its message, and the place that it came from. Never throws. */
export function describeFailure(error: unknown): string {
  try {
    return description(error).replace(/[\r\n]+\s*/g, " ");
  } catch {
    // Anything can be thrown, also what throws when it is looked at.
    return "an exception that cannot be described was thrown";
  }
}

function description(error: unknown): string {
  if (!isError(error)) return `${describe(error)} was thrown`;
  if (saysAll(error)) return error.message;
  const place = failurePlace(error);
  return `${classOf(error)}: ${error.message}${place === undefined ? "" : ` (at ${place})`}`;
}

/** Its name, or that of its class where the class sets none. */
function classOf(error: Error): string {
  return error.name === "Error" ? error.constructor.name : error.name;
}

/**
 * The place in the author's code that an exception came from, as `function file:line:column`; where no
 * frame is the author's, the place where it was thrown.
 */
function failurePlace(error: Error): string | undefined {
  let thrown: string | undefined;
  for (const frame of framesOf(error).split("\n")) {
    const match = FRAME.exec(frame);
    if (match === null) continue;
    const [, name = "", file = "", row = "", column = ""] = match;
    if (FOREIGN.test(file)) continue;
    const place = `${name === "" ? "" : `${name} `}${file}:${row}:${column}`;
    if (isAuthorFrame(frame, Number(row))) return place;
    thrown ??= place;
  }
  return thrown;
}

/** The stack without V8's header: class and message, which may look like a frame. */
function framesOf({ stack = "", message }: Error): string {
  const start = stack.indexOf(message);
  const end = start + message.length;
  const before = stack.slice(0, Math.max(start, 0));
  const after = stack.slice(end, end + 1);
  const isHeader =
    start >= 0 && (before === "" || before.endsWith(": ")) && (after === "" || after === "\n");
  return isHeader ? stack.slice(end) : stack;
}

/** Errors of another realm are no instances of this one's `Error`. */
function isError(error: unknown): error is Error {
  return (
    error instanceof Error ||
    (typeof error === "object" && error !== null && "message" in error && "name" in error)
  );
}
