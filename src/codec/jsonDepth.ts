import { endOfString } from "./exactNumber.js";

/** Deeper values are refused before anything recurses into them. */
export const MAX_DEPTH = 64;

/**
 * Whether the text nests deeper than that, whatever else is wrong with it. A text too short for so many
 * levels is no JSON if it seems to have them, and is left to the parser.
 */
export const isTooDeep = (text: string): boolean =>
  mayBeDeep(text) && isDeeperThan(MAX_DEPTH, text);

/** A level of an object takes as many characters at least: `{"":}`. */
const SHORTEST_LEVEL = 5;

/** Counts brackets, strings included, with native searches: few brackets cannot nest deeply. */
export function mayBeDeep(text: string): boolean {
  // Of objects there is no room for more levels than this; in most texts that says enough.
  const objects = Math.ceil(text.length / SHORTEST_LEVEL);
  const arrays = countUpTo(MAX_DEPTH, "[", text);
  if (arrays + objects <= MAX_DEPTH) return false;
  return arrays + countUpTo(MAX_DEPTH, "{", text) > MAX_DEPTH;
}

/** How often the bracket stands in the text; a little more than the limit where it is too often. */
function countUpTo(limit: number, bracket: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
    count += 1;
    if (count > limit) break;
  }
  return count;
}

/** Whether brackets nest deeper outside of strings, whatever else is wrong with the text. */
function isDeeperThan(limit: number, text: string): boolean {
  const next = /["[\]{}]/g;
  let depth = 0;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    switch (match[0]) {
      case '"':
        next.lastIndex = endOfString(text, match.index);
        break;
      case "[":
      case "{":
        depth += 1;
        if (depth > limit) return true;
        break;
      default:
        depth = Math.max(depth - 1, 0);
    }
  }
  return false;
}
