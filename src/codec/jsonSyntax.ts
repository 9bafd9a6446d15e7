import { describe } from "../domain/index.js";

type Expected = "a value" | "a property name" | '":"' | '"," or the end';

/**
 * Says where a text stops being JSON. Engines tell it each in their own words; refusals must read
 * the same in all of them. Slow, and only for texts that `JSON.parse` has refused.
 */
export function jsonSyntaxProblem(text: string): string {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "a value";
  let at = afterSpace(text, 0);
  while (at < text.length) {
    const next = step(text, at, expected, open);
    if (next === undefined) {
      const given = describe(text.slice(at, at + 20));
      return `expected ${inWords(expected, open)} at character ${String(at + 1)}, got ${given}`;
    }
    at = afterSpace(text, next.at);
    expected = next.expected;
  }
  return `it ends where ${inWords(expected, open)} is expected`;
}

interface Step {
  readonly at: number;
  readonly expected: Expected;
}

/** One token further, or `undefined` where the text does not go on as it must. */
function step(text: string, at: number, expected: Expected, open: ("{" | "[")[]): Step | undefined {
  const sign = text.charAt(at);
  const last = open.at(-1);
  switch (expected) {
    case "a value":
      if (sign === "{" || sign === "[") {
        open.push(sign);
        return { at: at + 1, expected: sign === "{" ? "a property name" : "a value" };
      }
      // An empty array; after a comma, `JSON.parse` has refused it at this very place.
      if (sign === "]" && last === "[" && /\[\s*$/.test(text.slice(0, at))) return closed(at, open);
      return scalar(text, at);
    case "a property name":
      if (sign === "}" && /\{\s*$/.test(text.slice(0, at))) return closed(at, open);
      return sign === '"' ? scalar(text, at, '":"') : undefined;
    case '":"':
      return sign === ":" ? { at: at + 1, expected: "a value" } : undefined;
    case '"," or the end':
      if (sign === "," && last !== undefined) {
        return { at: at + 1, expected: last === "{" ? "a property name" : "a value" };
      }
      return (sign === "}" && last === "{") || (sign === "]" && last === "[")
        ? closed(at, open)
        : undefined;
  }
}

function closed(at: number, open: ("{" | "[")[]): Step {
  open.pop();
  return { at: at + 1, expected: '"," or the end' };
}

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b/y;

function scalar(text: string, at: number, expected: Expected = '"," or the end'): Step | undefined {
  if (text.charAt(at) === '"') {
    const end = afterString(text, at + 1);
    return end === undefined ? undefined : { at: end, expected };
  }
  SCALAR.lastIndex = at;
  return SCALAR.test(text) ? { at: SCALAR.lastIndex, expected } : undefined;
}

/** By hand: a pattern would exhaust its stack on long strings. */
function afterString(text: string, start: number): number | undefined {
  for (let at = start; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"') return at + 1;
    if (sign < " ") return undefined;
    if (sign !== "\\") continue;
    const escape = /^(?:["\\/bfnrt]|u[\da-fA-F]{4})/.exec(text.slice(at + 1, at + 6));
    if (escape === null) return undefined;
    at += escape[0].length;
  }
  return undefined;
}

/** Where the next token begins. */
export function afterSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && " \t\n\r".includes(text.charAt(at))) at += 1;
  return at;
}

function inWords(expected: Expected, open: readonly string[]): string {
  if (expected !== '"," or the end') return expected;
  if (open.length === 0) return "the end";
  return open.at(-1) === "{" ? '"," or "}"' : '"," or "]"';
}
