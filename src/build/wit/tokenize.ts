import { WitError } from "./witError.js";

/** A word or a single mark of a WIT document; comments are not among them. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Counts from 1. */
  readonly line: number;
}

const BLANK = /[\s\uFEFF]+/y;
const WORD = /%?[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*/y;

/** @throws WitError for a block comment without end. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const blankEnd = matchEnd(BLANK, text, at) ?? commentEnd(text, at);
    const end = blankEnd ?? matchEnd(WORD, text, at) ?? at + 1;
    if (end > text.length) throw new WitError(line, "*/", "the end of the document");
    if (blankEnd === undefined) tokens.push({ text: text.slice(at, end), start: at, end, line });
    for (; at < end; at++) if (text[at] === "\n") line++;
  }
  return tokens;
}

/**
 * The place after the line that `at` stands on, if nothing but blanks and comments follows on it.
 * A comment that goes on over several lines is part of the line.
 */
export function restOfLine(text: string, at: number): number | undefined {
  for (let end = at; end < text.length;) {
    const character = text[end] ?? "";
    if (character === "\n") return end + 1;
    const next = commentEnd(text, end) ?? (character.trim() === "" ? end + 1 : undefined);
    if (next === undefined) return undefined;
    end = next;
  }
  return text.length;
}

/** Where a comment that begins at the place ends: `//` before its line break, `/*` after its nested end. */
function commentEnd(text: string, at: number): number | undefined {
  if (text.startsWith("//", at)) {
    const lineBreak = text.indexOf("\n", at);
    return lineBreak < 0 ? text.length : lineBreak;
  }
  if (!text.startsWith("/*", at)) return undefined;
  let end = at + 2;
  for (let depth = 1; depth > 0;) {
    if (end >= text.length) return text.length + 1;
    const change = text.startsWith("/*", end) ? 1 : text.startsWith("*/", end) ? -1 : 0;
    depth += change;
    end += change === 0 ? 1 : 2;
  }
  return end;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
