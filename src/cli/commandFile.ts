import {
  CommandHeaders,
  STATE_CHANGE_ERROR_KINDS,
  Timestamp,
  describe,
  type CommandMessage,
  type ParameterValues,
  messageOf,
} from "../domain/index.js";
import { decodeUtf8, encodeUtf8 } from "../codec/json.js";
import { readEntry, type LineEntry } from "./lineEntry.js";
import { UsageError } from "./usageError.js";

/** A line of a command file: a command to execute. */
export interface CommandLine {
  readonly line: number;
  readonly command: string;
  readonly message: CommandMessage;
  readonly headers: CommandHeaders;
  readonly at: Timestamp | undefined;
  /** `accepted` or the kind of refusal that the author expects. */
  readonly expect: string | undefined;
  /** Whether it is sent at the same time as the command before it. */
  readonly atOnce: boolean;
}

/** A line of a command file: a view to show at the end. */
export interface ViewLine {
  readonly view: string;
  readonly parameters: ParameterValues;
}

export interface CommandFile {
  readonly commands: readonly CommandLine[];
  readonly views: readonly ViewLine[];
}

const COMMAND_KEYS = [
  "command",
  "body",
  "text",
  "contentType",
  "headers",
  "at",
  "expect",
  "atOnce",
];
const VIEW_KEYS = ["view", "parameters"];

/**
 * Reads JSON lines: `{"command", "body" | "text", "contentType"?, "headers"?, "at"?, "expect"?, "atOnce"?}` and
 * `{"view", "parameters"?}`. Empty lines and lines that start with `//` are passed over. A `body` is sent
 * as it is written in its line.
 * @throws UsageError that names the line and what was expected there.
 */
export function readCommandFile(content: Uint8Array, file: string): CommandFile {
  const commands: CommandLine[] = [];
  const views: ViewLine[] = [];
  linesOf(content).forEach((bytes, index) => {
    const line = index + 1;
    const place = `${file}:${String(line)}`;
    const text = textOfLine(bytes, place, line);
    if (text.trim() === "" || text.trimStart().startsWith("//")) return;
    const entry = readEntry(text, place);
    if (entry.has("view")) {
      entry.expectKeys(VIEW_KEYS);
      views.push({ view: entry.text("view"), parameters: entry.texts("parameters", isTextOrNull) });
    } else {
      entry.expectKeys(COMMAND_KEYS);
      commands.push(commandLine(entry, line, place));
    }
  });
  return { commands, views };
}

const LINE_FEED = 0x0a;

function linesOf(content: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = content.indexOf(LINE_FEED); end >= 0; end = content.indexOf(LINE_FEED, start)) {
    lines.push(content.subarray(start, end));
    start = end + 1;
  }
  return [...lines, content.subarray(start)];
}

function textOfLine(bytes: Uint8Array, place: string, line: number): string {
  try {
    const text = decodeUtf8(bytes, "the line").replace(/\r$/, "");
    // Editors on some systems begin a file with a byte order mark.
    return line === 1 ? text.replace(/^\ufeff/, "") : text;
  } catch (error) {
    throw new UsageError(`${place}: ${messageOf(error)}`);
  }
}

function commandLine(entry: LineEntry, line: number, place: string): CommandLine {
  const expect = entry.optionalText("expect");
  if (
    expect !== undefined &&
    expect !== "accepted" &&
    !STATE_CHANGE_ERROR_KINDS.some((kind) => kind === expect)
  ) {
    throw new UsageError(
      `${place}: "expect" must be accepted, ${STATE_CHANGE_ERROR_KINDS.join(", ")}; got ${describe(expect)}`,
    );
  }
  return {
    line,
    command: entry.text("command"),
    message: {
      body: bodyOf(entry, place),
      contentType: entry.optionalText("contentType") ?? "application/json",
      contentSchema: undefined,
    },
    headers: new CommandHeaders(Object.entries(entry.texts("headers", isText))),
    at: instantOf(entry, place),
    expect,
    atOnce: isAtOnce(entry, place),
  };
}

function isAtOnce(entry: LineEntry, place: string): boolean {
  const source = entry.source("atOnce") ?? "false";
  if (source !== "true" && source !== "false")
    throw new UsageError(`${place}: "atOnce" must be true or false`);
  return source === "true";
}

function bodyOf(entry: LineEntry, place: string): Uint8Array | undefined {
  if (entry.has("body") && entry.has("text"))
    throw new UsageError(`${place}: "body" and "text" exclude each other`);
  const text = entry.source("body") ?? entry.optionalText("text");
  return text === undefined ? undefined : encodeUtf8(text);
}

function instantOf(entry: LineEntry, place: string): Timestamp | undefined {
  const text = entry.optionalText("at");
  try {
    return text === undefined ? undefined : Timestamp.parse(text);
  } catch (error) {
    throw new UsageError(`${place}: "at": ${messageOf(error)}`);
  }
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
