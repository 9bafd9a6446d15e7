import { endOfString } from "./exactNumber.js";
import { afterSpace } from "./jsonSyntax.js";

/**
 * The text of each member of a JSON object, by name, as it is written: what is read and written again
 * has lost digits, the order of keys and escapes. A name that comes twice has several texts.
 * @param text - JSON that has been parsed, and is an object.
 */
export function memberTexts(text: string): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  let at = text.indexOf("{") + 1;
  for (;;) {
    const name = text.indexOf('"', at);
    if (name < 0) return members;
    const nameEnd = endOfString(text, name);
    const start = text.indexOf(":", nameEnd) + 1;
    const end = endOfValue(text, start);
    const key = JSON.parse(text.slice(name, nameEnd)) as string;
    members.set(key, [...(members.get(key) ?? []), text.slice(start, end).trim()]);
    if (text.charAt(end) === "}") return members;
    at = end + 1;
  }
}

/**
 * The text of each element of a JSON array, as it is written.
 * @param text - JSON that has been parsed, and is an array.
 */
export function elementTexts(text: string): readonly string[] {
  const elements: string[] = [];
  for (let at = text.indexOf("[") + 1; ;) {
    const end = endOfValue(text, at);
    const element = text.slice(at, end).trim();
    // An empty array has an end, but no element before it.
    if (element !== "") elements.push(element);
    if (text.charAt(end) !== ",") return elements;
    at = end + 1;
  }
}

/** Where the comma or bracket stands that ends a member's or an element's value. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const sign = text.charAt(at);
    if (sign === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (depth === 0 && (sign === "," || sign === "}" || sign === "]")) return at;
    if (sign === "{" || sign === "[") depth += 1;
    else if (sign === "}" || sign === "]") depth -= 1;
    at += 1;
  }
  return text.length;
}

/**
 * JSON as people read it, a member a line; numbers and strings keep the text that they have.
 * @param text - JSON that has been parsed.
 * @param margin - what stands before every line but the first.
 */
export function indentedJson(text: string, margin = ""): string {
  const parts: string[] = [];
  let depth = 0;
  const lineBreak = (): string => `\n${margin}${"  ".repeat(depth)}`;
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    if (sign === '"') {
      const end = endOfString(text, at);
      parts.push(text.slice(at, end));
      at = end;
      continue;
    }
    at += 1;
    if (" \t\n\r".includes(sign)) continue;
    if (sign === "{" || sign === "[") {
      const close = afterSpace(text, at);
      if ("}]".includes(text.charAt(close))) {
        parts.push(sign, text.charAt(close));
        at = close + 1;
      } else {
        depth += 1;
        parts.push(sign, lineBreak());
      }
    } else if (sign === "}" || sign === "]") {
      depth -= 1;
      parts.push(lineBreak(), sign);
    } else if (sign === ",") parts.push(sign, lineBreak());
    else parts.push(sign === ":" ? ": " : sign);
  }
  return parts.join("");
}
