import { describe } from "../domain/index.js";
import { inexactNumber } from "./exactNumber.js";
import { isTooDeep, MAX_DEPTH } from "./jsonDepth.js";
import { jsonSyntaxProblem } from "./jsonSyntax.js";
import { natives } from "./natives.js";

/** Text that cannot be read as JSON, or a value that JSON cannot carry. */
export class JsonError extends Error {
  override readonly name = "JsonError";
}

/** Readers may ignore it (RFC 8259 §8.1). */
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Byte order marks are left to `parseJson`: a decoder of StarlingMonkey that has refused one text
 * keeps the mark of the next one, so one command would change the answer to another.
 */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Reads JSON of at most 64 levels whose numbers a double carries exactly.
 * @param what - how the text is called in errors, such as "its body".
 * @throws JsonError that says what is wrong.
 */
export function parseJson(given: string, what = "the text"): unknown {
  const plain = natives.parseJson?.(given);
  return plain === undefined ? parseCarefully(given, what) : plain;
}

/** As {@link parseJson}, from UTF-8. */
export function parseJsonBytes(bytes: Uint8Array, what = "the text"): unknown {
  const plain = natives.parseJson?.(bytes);
  return plain === undefined ? parseCarefully(decodeUtf8(bytes, what), what) : plain;
}

function parseCarefully(given: string, what: string): unknown {
  const text = given.charCodeAt(0) === BYTE_ORDER_MARK ? given.slice(1) : given;
  // Before anything parses it: what is too deep for an engine's parser is no syntax error.
  if (isTooDeep(text)) {
    throw new JsonError(`${what} is nested deeper than ${String(MAX_DEPTH)} levels`);
  }
  const value = parseRoughly(text, what);
  const inexact = inexactNumber(text, value);
  if (inexact !== undefined) {
    throw new JsonError(
      `${what} holds the number ${describe(inexact).slice(1, -1)}, which would be rounded; send it as a string`,
    );
  }
  return value;
}

/**
 * Reads JSON of any depth, and rounds numbers: for texts whose parts are handed on as they are written.
 * @throws JsonError that says where the text stops being JSON.
 */
export function parseRoughly(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonError(`${what} is no JSON: ${jsonSyntaxProblem(text)}`);
  }
}

/**
 * @param what - how the bytes are called in errors.
 * @throws JsonError when the bytes are no UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array, what = "the text"): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new JsonError(`${what} is no UTF-8 text`);
  }
}

export const encodeUtf8: (text: string) => Uint8Array =
  natives.encodeUtf8 ?? ((text) => encoder.encode(text));

/**
 * Writes a value that consists of what JSON knows.
 * @throws JsonError that names the place of anything else: NaN, infinities, bigints, functions, holes.
 */
export function stringifyJson(value: unknown): string {
  // `JSON.stringify` gives no text at all for it.
  if (value === undefined) throw new JsonError("the value is undefined, which JSON cannot carry");
  const plain = natives.stringifyJson?.(value);
  if (plain !== undefined) return plain;
  return JSON.stringify(value, function (this: unknown, key: string, item: unknown) {
    const unfit = unfitForJson(item, Array.isArray(this));
    if (unfit !== undefined)
      throw new JsonError(`${key === "" ? "the value" : describe(key)} holds ${unfit}`);
    return item;
  });
}

function unfitForJson(item: unknown, inArray: boolean): string | undefined {
  switch (typeof item) {
    case "number":
      return Number.isFinite(item) ? undefined : `${String(item)}, which JSON cannot carry`;
    case "bigint":
      return `the bigint ${String(item)}; keep it as a string`;
    case "function":
    case "symbol":
      return `a ${typeof item}, which JSON cannot carry`;
    case "undefined":
      return inArray ? "undefined in an array; use null" : undefined;
    default:
      return undefined;
  }
}
