import { UsageError } from "../build/index.js";
import { parseRoughly } from "../codec/json.js";
import { memberTexts } from "../codec/jsonText.js";
import { describe, isWellFormed, messageOf } from "../domain/index.js";

/** The object of one line of a command file; whatever is not as expected is a UsageError that names the line. */
export interface LineEntry {
  has(key: string): boolean;
  expectKeys(known: readonly string[]): void;
  /** The text of the member's value, to the letter as it stands in the line. */
  source(key: string): string | undefined;
  text(key: string): string;
  optionalText(key: string): string | undefined;
  /** An object of texts; a missing one is empty. */
  texts<T extends string | null>(
    key: string,
    isValid: (value: unknown) => value is T,
  ): Readonly<Record<string, T>>;
}

/** @throws UsageError when the line is no JSON object, or names a member twice. */
export function readEntry(text: string, place: string): LineEntry {
  const values = parseObject(text, place);
  const sources = memberTexts(text);
  const fail = (problem: string): never => {
    throw new UsageError(`${place}: ${problem}`);
  };
  for (const [key, { length }] of sources) if (length > 1) fail(`${describe(key)} is given twice`);

  const optionalText = (key: string): string | undefined => {
    const value = values.get(key);
    if (value === undefined) return undefined;
    if (typeof value !== "string") return fail(`"${key}" must be a string`);
    return isWellFormed(value) ? value : fail(`"${key}" has half a surrogate pair`);
  };
  return {
    has: (key) => values.has(key),
    expectKeys: (known) => {
      const unknown = [...values.keys()].find((key) => !known.includes(key));
      if (unknown !== undefined)
        fail(`there is no ${describe(unknown)}; known are ${known.join(", ")}`);
    },
    source: (key) => sources.get(key)?.[0],
    optionalText,
    text: (key) => optionalText(key) ?? fail(`"${key}" is missing`),
    texts: (key, isValid) => {
      const value = values.get(key) ?? {};
      // \`null\` is a value, and none that is expected.
      if (values.get(key) !== null && typeof value === "object" && !Array.isArray(value)) {
        const texts = Object.entries(value);
        if (texts.every((entry): entry is [string, never] => isValid(entry[1]))) {
          const broken = texts.flat().find((part: unknown) => !isWellFormed(String(part)));
          if (broken !== undefined) fail(`"${key}" has half a surrogate pair`);
          return Object.fromEntries(texts);
        }
      }
      return fail(`"${key}" must be an object whose values are strings`);
    },
  };
}

function parseObject(text: string, place: string): ReadonlyMap<string, unknown> {
  let value: unknown;
  try {
    value = parseRoughly(text, "the line");
  } catch (error) {
    throw new UsageError(`${place}: ${messageOf(error)}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return new Map(Object.entries(value));
  throw new UsageError(`${place}: expected a JSON object with "command" or "view"`);
}
