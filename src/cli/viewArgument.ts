import { UsageError } from "../build/index.js";
import type { ViewLine } from "./commandFile.js";
import { visible } from "./print/visible.js";

/**
 * `account-summary?account_id=…&branch=…`, with `%20` or `+` for a space, as in URLs.
 * @throws UsageError for a parameter that comes twice, or is no UTF-8.
 */
export function parseView(text: string): ViewLine {
  const end = text.indexOf("?");
  if (end < 0) return { view: text, parameters: {} };
  const parameters = new Map<string, string>();
  for (const pair of text.slice(end + 1).split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals), text);
    if (parameters.has(name))
      throw new UsageError(`--view ${visible(text)} gives ${visible(name)} twice`);
    parameters.set(name, equals < 0 ? "" : decoded(pair.slice(equals + 1), text));
  }
  return { view: text.slice(0, end), parameters: Object.fromEntries(parameters) };
}

function decoded(part: string, text: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    throw new UsageError(
      `--view ${visible(text)}: ${visible(part)} is no UTF-8 with % before two hexadecimal digits; write %25 for a %`,
    );
  }
}
