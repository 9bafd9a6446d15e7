import { describe } from "../domain/index.js";
import { UsageError } from "./usageError.js";

/** `name=value` arguments. @throws UsageError for one without a name, or one that is given twice. */
export function parsePairs(what: string, texts: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const text of texts) {
    const equals = text.indexOf("=");
    if (equals < 1)
      throw new UsageError(`${what} ${describe(text)}: expected name=value${asPairs(text)}`);
    const name = text.slice(0, equals);
    if (pairs.has(name)) throw new UsageError(`${what} gives ${describe(name)} twice`);
    pairs.set(name, text.slice(equals + 1));
  }
  return pairs;
}

/** JSON where pairs are expected: what it would be as pairs. */
function asPairs(text: string): string {
  if (!text.trimStart().startsWith("{")) return "";
  let members: unknown;
  try {
    members = JSON.parse(text);
  } catch {
    return ", not JSON";
  }
  const pairs = Object.entries(members as object).map(([name, value]: [string, unknown]) =>
    typeof value === "string" ? `${name}=${/^[\w.:+-]+$/.test(value) ? value : `'${value}'`}` : "",
  );
  return pairs.length > 0 && !pairs.includes("") ? `, not JSON: ${pairs.join(" ")}` : ", not JSON";
}
