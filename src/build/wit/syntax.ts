import type { Token } from "./tokenize.js";
import { WitError } from "./witError.js";

/** A declaration: an interface, a record, a method, a `use` … */
export interface WitItem {
  /** `interface`, `resource`, `use` …, or `func` for a function. */
  readonly keyword: string;
  /** Without the `%` of an escaped name; empty for an item without one. */
  readonly name: string;
  /** All of its tokens, feature gates such as `@since(…)` included. */
  readonly tokens: readonly Token[];
  /** The token before it, if any. */
  readonly previous: Token | undefined;
  /** What stands between its braces, for interfaces, worlds and resources. */
  readonly items: readonly WitItem[];
}

const WITH_ITEMS = new Set(["interface", "world", "resource"]);

/** The declarations of a document, or of what stands between two braces. */
export function readItems(tokens: readonly Token[], previous?: Token): readonly WitItem[] {
  const items: WitItem[] = [];
  for (let at = 0; at < tokens.length;) {
    const end = itemEnd(tokens, at);
    items.push(readItem(tokens.slice(at, end), tokens[at - 1] ?? previous));
    at = end;
  }
  return items;
}

function readItem(tokens: readonly Token[], previous: Token | undefined): WitItem {
  const from = gatesEnd(tokens);
  checkGates(tokens.slice(0, from));
  const first = tokens[from]?.text ?? "";
  const second = tokens[from + 1]?.text ?? "";
  if (second === ":") {
    // `name: func(…)`, `name: static func(…)`, `name: interface { … }`
    const keyword = tokens[from + 2]?.text ?? "";
    return { keyword, name: plain(first), tokens, previous, items: [] };
  }
  const open = tokens.findIndex(({ text }) => text === "{");
  const hasItems = WITH_ITEMS.has(first) && open >= 0;
  const items = hasItems ? readItems(tokens.slice(open + 1, -1), tokens[open]) : [];
  return { keyword: first, name: plain(second), tokens, previous, items };
}

/** An item ends with `;`, or with the brace that closes it. */
function itemEnd(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const text = tokens[at]?.text;
    if (text === "{" || text === "(") depth++;
    if (text === "}" || text === ")") depth--;
    if (depth < 0) throw new WitError(tokens[at]?.line ?? 0, "a declaration", `"${text ?? ""}"`);
    if (depth === 0 && text === ";") return at + 1;
    if (depth === 0 && text === "}") return tokens[at + 1]?.text === ";" ? at + 2 : at + 1;
  }
  const last = tokens.at(-1);
  throw new WitError(last?.line ?? 1, `";" or "}"`, `the end after "${last?.text ?? ""}"`);
}

/** Where the gates before a declaration end, such as `@since(version = 0.1.0)`. */
function gatesEnd(tokens: readonly Token[]): number {
  let at = 0;
  while (tokens[at]?.text === "@") {
    at += 2;
    if (tokens[at]?.text !== "(") continue;
    while (at < tokens.length && tokens[at]?.text !== ")") at++;
    at++;
  }
  return at;
}

const GATES: ReadonlySet<string> = new Set(["since", "unstable", "deprecated"]);

/** Each stands once, and one since when or under which feature there is the declaration, not both. */
function checkGates(tokens: readonly Token[]): void {
  const seen = new Set<string>();
  for (const [at, { text }] of tokens.entries()) {
    if (text !== "@") continue;
    const { text: gate = "", line = 1 } = tokens[at + 1] ?? {};
    const isKnown = GATES.has(gate);
    if (!isKnown || seen.has(gate))
      throw new WitError(line, isKnown ? `"@${gate}" once` : "a gate", `"@${gate}"`);
    seen.add(gate);
    if (seen.has("since") && seen.has("unstable"))
      throw new WitError(line, `"@since" or "@unstable"`, "both");
  }
  if (seen.size === 1 && seen.has("deprecated"))
    throw new WitError(
      tokens[0]?.line ?? 1,
      `"@since" or "@unstable" beside "@deprecated"`,
      "none",
    );
}

/** The tokens of a declaration behind its gates. */
export const withoutGates = (tokens: readonly Token[]): readonly Token[] =>
  tokens.slice(gatesEnd(tokens));

const plain = (name: string): string => name.replace(/^%/, "");
