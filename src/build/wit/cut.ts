import type { WitItem } from "./syntax.js";
import { restOfLine, type Token } from "./tokenize.js";

/** A piece of text to leave out. */
export interface Cut {
  readonly start: number;
  readonly end: number;
}

/** A declaration with the comments before it and the one behind it; with its lines, where it has its own. */
export function cutItem(text: string, { tokens, previous }: WitItem): Cut {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return { start: 0, end: 0 };
  const before = previous?.end ?? 0;
  const line = restOfLine(text, before);
  if (line === undefined) return { start: before, end: last.end };
  return { start: line, end: restOfLine(text, last.end) ?? last.end };
}

/** One name out of the list of a `use`, or all of it if there is no other. */
export function cutEntry(text: string, use: WitItem, name: string): Cut {
  const open = use.tokens.findIndex((token) => token.text === "{");
  const close = use.tokens.findIndex((token) => token.text === "}");
  const entries = split(use.tokens.slice(open + 1, close));
  const index = entries.findIndex(([first]) => first?.text.replace(/^%/, "") === name);
  const [first, last] = [entries[index]?.[0], entries[index]?.at(-1)];
  if (entries.length < 2 || first === undefined || last === undefined) return cutItem(text, use);
  const next = entries[index + 1]?.[0];
  if (next !== undefined) return { start: first.start, end: next.start };
  return { start: entries[index - 1]?.at(-1)?.end ?? first.start, end: last.end };
}

export function withoutCuts(text: string, cuts: readonly Cut[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of [...cuts].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start);
    at = Math.max(at, end);
  }
  return result + text.slice(at);
}

/** The entries of a list between commas; a comma at its end begins none. */
function split(tokens: readonly Token[]): Token[][] {
  const entries: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === ",") entries.push([]);
    else entries.at(-1)?.push(token);
  }
  return entries.filter((entry) => entry.length > 0);
}
