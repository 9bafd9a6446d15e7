/**
 * The platform's rules for names and identifiers.
 *
 * Names (of databases, streams, state views and state changes) follow one pattern; event ids, event
 * types and subjects are free text with a limit in UTF-8 bytes.
 */

declare const brand: unique symbol;

/** A string that passed {@link parseName}: a database, stream, state view or state change name. */
export type Name = string & { readonly [brand]: "name" };

/** A string that passed {@link parseIdentifier}: an event id, event type or subject. */
export type Identifier = string & { readonly [brand]: "identifier" };

/** What a {@link Name} names; used in error texts. */
export type NameKind = "database" | "stream" | "state view" | "state change" | "parameter";

/** What an {@link Identifier} identifies; used in error texts. */
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
/** With the flag `u` a surrogate is only seen when it has no partner. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

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
  const first = value.charCodeAt(0);
  return (
    first > 0x20 &&
    first < 0x7f &&
    value.length <= SURELY_SHORT &&
    !value.includes(UNIT_SEPARATOR) &&
    isWellFormed(value)
  );
}

/** The value as a {@link Name}; throws a `RangeError` that says what is wrong. */
export function parseName(kind: NameKind, value: unknown): Name {
  const problem = nameProblem(kind, value);
  if (problem !== undefined) throw new RangeError(problem);
  return value as Name;
}

/** The value as an {@link Identifier}; throws a `RangeError` that says what is wrong. */
export function parseIdentifier(kind: IdentifierKind, value: unknown): Identifier {
  const problem = identifierProblem(kind, value);
  if (problem !== undefined) throw new RangeError(problem);
  return value as Identifier;
}

const native = (String.prototype as { readonly isWellFormed?: (this: string) => boolean })
  .isWellFormed;

/** Whether UTF-8 can carry the text: whether every surrogate has its partner. */
export function isWellFormed(text: string): boolean {
  return native === undefined ? !LONE_SURROGATE.test(text) : native.call(text);
}

/** The length of a string in UTF-8 bytes; a lone surrogate counts as U+FFFD, three bytes. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 4;
      i += 1;
    } else bytes += 3;
  }
  return bytes;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

const SHOWN = 60;

/** A value as it is shown in an error: short, quoted, on one line. Never throws for plain data. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(shortened(value));
    case "bigint":
      return `${shortened(String(value))}n`;
    case "function": {
      const name = ownName(value);
      return name === undefined ? "a function" : `function ${name}`;
    }
    case "object":
      return value === null ? "null" : describeObject(value);
    default:
      return shortened(String(value));
  }
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return `an array of ${String(value.length)}`;
  const prototype = Object.getPrototypeOf(value) as { constructor?: unknown } | null;
  const name = ownName(prototype?.constructor);
  return name === undefined || name === "Object" ? "an object" : `an instance of ${name}`;
}

/** The name of a function or class. A class may have a static `name` that is none. */
function ownName(value: unknown): string | undefined {
  if (typeof value !== "function") return undefined;
  const name: unknown = value.name;
  return typeof name === "string" && name !== "" ? name : undefined;
}

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}…` : text;
}
