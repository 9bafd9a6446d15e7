import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { decodeUtf8, encodeUtf8 } from "../codec/json.js";
import { describe, messageOf } from "../domain/index.js";
import { visible } from "./print/visible.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

/** What an argument stands for: its JSON itself, a file, or standard input. */
export interface Input {
  readonly bytes: Uint8Array;
  /** How errors call it. */
  readonly name: string;
  /** Whether the argument is the JSON, which a shell may have changed. */
  readonly isHere: boolean;
}

/**
 * Reads what an argument stands for: JSON is an object or an array, `-` is standard input, and all else
 * names a file.
 * @param what - how it is called: "the command".
 * @param hint - goes on behind what may be given, where there is no such file.
 * @throws UsageError that says what may be given, and what to write instead.
 */
export async function readInput(
  given: string,
  { cwd }: Terminal,
  what: string,
  hint = "",
): Promise<Input> {
  if (given === "-")
    return { bytes: encodeUtf8(await text(process.stdin)), name: "standard input", isHere: false };
  if (/^\s*[{[]/.test(given)) return { bytes: encodeUtf8(given), name: what, isHere: true };
  try {
    return { bytes: await readFile(resolve(cwd, given)), name: given, isHere: false };
  } catch (error) {
    throw new UsageError(unreadable(given, what, error as NodeJS.ErrnoException) + hint);
  }
}

/** The text of an input. @throws UsageError for what is no UTF-8. */
export function textOf({ bytes, name }: Input): string {
  try {
    // Editors on some systems begin a file with a byte order mark.
    return decodeUtf8(bytes, name).replace(/^\ufeff/, "");
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** What helps where JSON on the command line is none; nothing for other inputs. */
export function quotingHint({ isHere, bytes }: Input): string {
  if (!isHere) return "";
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return "";
  } catch {
    return `; a shell leaves JSON as it is in single quotes, '{"name": "value"}', or in a file`;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "you may not read it",
};

function unreadable(given: string, what: string, error: NodeJS.ErrnoException): string {
  const reason =
    given === "" ? "it is empty" : (REASONS[error.code ?? ""] ?? visible(messageOf(error)));
  const name = /^[\w./\\@+:-]+$/.test(given) ? given : describe(given);
  const bare = given.startsWith("@") ? `; a file stands without @: ${visible(given.slice(1))}` : "";
  return `${what} ${name} cannot be read: ${reason}; give JSON in single quotes, the name of a file, or - for standard input${bare}`;
}

/** `{"name": "value"}` of `name=value`; `undefined` for anything else. */
export function jsonOfPairs(texts: readonly string[]): string | undefined {
  const members = texts.map((text) => {
    const [, name, value = ""] = /^([^=\s{}"']+)=(.*)$/s.exec(text) ?? [];
    return name === undefined ? undefined : `${JSON.stringify(name)}: ${jsonOf(value)}`;
  });
  return members.includes(undefined) ? undefined : `{${members.join(", ")}}`;
}

const jsonOf = (value: string): string =>
  /^(?:true|false|null|-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?)$/.test(value)
    ? value
    : JSON.stringify(value);
