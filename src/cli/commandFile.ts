import {
  CommandHeaders,
  STATE_CHANGE_ERROR_KINDS,
  Timestamp,
  type CommandMessage,
  type ParameterValues,
  messageOf,
} from "../domain/index.js";
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

const COMMAND_KEYS = ["command", "body", "text", "contentType", "headers", "at", "expect"];
const VIEW_KEYS = ["view", "parameters"];

/**
 * Reads JSON lines: `{"command", "body" | "text", "contentType"?, "headers"?, "at"?, "expect"?}` and
 * `{"view", "parameters"?}`. Empty lines and lines that start with `//` are passed over.
 * @throws UsageError that names the line and what was expected there.
 */
export function readCommandFile(text: string, file: string): CommandFile {
  const commands: CommandLine[] = [];
  const views: ViewLine[] = [];
  // Editors on some systems begin a file with a byte order mark.
  text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .forEach((content, index) => {
      if (content.trim() === "" || content.trimStart().startsWith("//")) return;
      const line = index + 1;
      const place = `${file}:${String(line)}`;
      const entry = parseLine(content, place);
      if ("view" in entry) {
        checkKeys(entry, VIEW_KEYS, place);
        views.push({
          view: textOf(entry, "view", place),
          parameters: textsOf(entry, "parameters", place, isTextOrNull),
        });
      } else {
        checkKeys(entry, COMMAND_KEYS, place);
        commands.push(commandLine(entry, line, place));
      }
    });
  return { commands, views };
}

type Entry = Readonly<Record<string, unknown>>;

function parseLine(content: string, place: string): Entry {
  let entry: unknown;
  try {
    entry = JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${place}: no JSON: ${messageOf(error)}`);
  }
  if (typeof entry === "object" && entry !== null && !Array.isArray(entry)) return entry as Entry;
  throw new UsageError(`${place}: expected a JSON object with "command" or "view"`);
}

function checkKeys(entry: Entry, known: readonly string[], place: string): void {
  const unknown = Object.keys(entry).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new UsageError(`${place}: there is no "${unknown}"; known are ${known.join(", ")}`);
  }
}

function commandLine(entry: Entry, line: number, place: string): CommandLine {
  const expect = optionalText(entry, "expect", place);
  if (
    expect !== undefined &&
    expect !== "accepted" &&
    !STATE_CHANGE_ERROR_KINDS.some((kind) => kind === expect)
  ) {
    throw new UsageError(
      `${place}: "expect" must be accepted, ${STATE_CHANGE_ERROR_KINDS.join(", ")}; got ${expect}`,
    );
  }
  return {
    line,
    command: textOf(entry, "command", place),
    message: {
      body: bodyOf(entry, place),
      contentType: optionalText(entry, "contentType", place) ?? "application/json",
      contentSchema: undefined,
    },
    headers: new CommandHeaders(Object.entries(textsOf(entry, "headers", place, isText))),
    at: instantOf(entry, place),
    expect,
  };
}

function bodyOf(entry: Entry, place: string): Uint8Array | undefined {
  if ("body" in entry && "text" in entry)
    throw new UsageError(`${place}: "body" and "text" exclude each other`);
  const text = "body" in entry ? JSON.stringify(entry["body"]) : optionalText(entry, "text", place);
  return text === undefined ? undefined : new TextEncoder().encode(text);
}

function instantOf(entry: Entry, place: string): Timestamp | undefined {
  const text = optionalText(entry, "at", place);
  try {
    return text === undefined ? undefined : Timestamp.parse(text);
  } catch (error) {
    throw new UsageError(`${place}: "at": ${messageOf(error)}`);
  }
}

/** An object of texts; a parameter may be null, which binds the absent subject. */
function textsOf<T extends string | null>(
  entry: Entry,
  key: string,
  place: string,
  isValid: (value: unknown) => value is T,
): Readonly<Record<string, T>> {
  const value = entry[key] === undefined ? {} : entry[key];
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const texts: readonly unknown[] = Object.values(value);
    if (texts.every(isValid)) return value as Readonly<Record<string, T>>;
  }
  throw new UsageError(`${place}: "${key}" must be an object whose values are strings`);
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

function textOf(entry: Entry, key: string, place: string): string {
  const text = optionalText(entry, key, place);
  if (text === undefined) throw new UsageError(`${place}: "${key}" is missing`);
  return text;
}

function optionalText(entry: Entry, key: string, place: string): string | undefined {
  const value = entry[key];
  if (value === undefined || typeof value === "string") return value;
  throw new UsageError(`${place}: "${key}" must be a string`);
}
