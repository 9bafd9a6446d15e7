import { describe } from "./describe.js";
import { isWellFormed, utf8Length } from "./wellFormedText.js";

/**
 * The platform's rules for names and identifiers.
 *
 * Names (of databases, streams, state views and state changes) follow one pattern; event ids, event
 * types and subjects are free text with a limit in UTF-8 bytes.
 */

/** What a name names; used in error texts. */
export type NameKind = "database" | "stream" | "state view" | "state change" | "parameter";

/** What an identifier identifies; used in error texts. */
export type IdentifierKind = "event id" | "event type" | "subject";

const NAME = /^[a-zA-Z][a-zA-Z0-9\-_.]{1,127}$/;
const MAX_BYTES = 255;
const UNIT_SEPARATOR = "\u001f";
/**
 * Unicode's White_Space, by which the platform trims: U+0085 is in it and U+FEFF is not, unlike in
 * `trim()`. Spelled out, because engines without Unicode tables cannot even read `\p{…}`.
 */
const BLANK = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;
/** A string of no more characters has no more bytes in UTF-8 than are allowed. */
const SURELY_SHORT = Math.floor(MAX_BYTES / 3);

/** Says what is wrong with a name, or `undefined` when it is valid. */
export function nameProblem(kind: NameKind, value: unknown): string | undefined {
  if (typeof value !== "string") return `${kind} name must be a string, got ${describe(value)}`;
  // `$` alone would let a trailing newline through in some regex dialects; ECMAScript's does not.
  if (NAME.test(value)) return undefined;
  return `${kind} name ${describe(value)} must start with a letter and have 2 to 128 letters, digits, "-", "_" or "."`;
}

/** Says what is wrong with an identifier, or `undefined` when it is valid. */
export function identifierProblem(kind: IdentifierKind, value: unknown): string | undefined {
  if (typeof value !== "string") return `${kind} must be a string, got ${describe(value)}`;
  if (isOrdinary(value)) return undefined;
  if (BLANK.test(value)) return `${kind} must not be blank, got ${describe(value)}`;
  if (value.includes(UNIT_SEPARATOR)) return `${kind} ${describe(value)} must not contain U+001F`;
  // It would arrive as U+FFFD, and so could become equal to another identifier.
  if (!isWellFormed(value))
    return `${kind} ${describe(value)} must not contain half a surrogate pair`;
  const bytes = utf8Length(value);
  if (bytes > MAX_BYTES) {
    return `${kind} ${describe(value)} has ${String(bytes)} bytes in UTF-8; at most ${String(MAX_BYTES)} are allowed`;
  }
  return undefined;
}

/** Whether it is plain to see, without a pattern, that nothing is wrong with an identifier. */
function isOrdinary(value: string): boolean {
  // A decision reads a view of the subject that its events then have.
  if (value === ordinary) return true;
  const first = value.charCodeAt(0);
  const is =
    first > 0x20 &&
    first < 0x7f &&
    value.length <= SURELY_SHORT &&
    !value.includes(UNIT_SEPARATOR) &&
    isWellFormed(value);
  if (is) ordinary = value;
  return is;
}

/** The last one that was found to be. */
let ordinary: string | undefined;

/**
 * The value, if it is a name.
 * @throws RangeError that says what is wrong with it.
 */
export function parseName(kind: NameKind, value: unknown): string {
  const problem = nameProblem(kind, value);
  if (problem !== undefined) throw new RangeError(problem);
  return value as string;
}
