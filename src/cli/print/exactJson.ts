import { indentedJson } from "../../codec/jsonText.js";
import { writeJson } from "../../protocol/json/writeJson.js";
import { escaped } from "../../domain/index.js";

/** A JSON text as a part of a report: it is written as it is, with all of its digits. */
export class JsonText {
  readonly text: string;

  /** @param text - JSON that has been parsed. */
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * The JSON of a report, a member a line. 64-bit numbers become strings of digits, as in the rest of the
 * package; what a terminal would obey is escaped.
 */
export const exactJson = (report: unknown): string => harmless(written(report, ""));

/** JSON on one line for a terminal. */
export const lineJson = (value: unknown): string => harmless(writeJson(value));

/** {@link indentedJson} for a terminal. */
export const shownJson = (text: string): string => harmless(indentedJson(text));

function written(value: unknown, margin: string): string {
  if (value instanceof JsonText) return indentedJson(value.text, margin);
  if (typeof value === "bigint") return `"${String(value)}"`;
  if (typeof value !== "object" || value === null)
    return value === undefined ? "null" : JSON.stringify(value);
  const deeper = `${margin}  `;
  const [open, close, members] = Array.isArray(value)
    ? ["[", "]", value.map((item) => written(item, deeper))]
    : ["{", "}", membersOf(value, deeper)];
  if (members.length === 0) return `${open}${close}`;
  return `${open}\n${deeper}${members.join(`,\n${deeper}`)}\n${margin}${close}`;
}

const membersOf = (value: object, margin: string): string[] =>
  Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}: ${written(member, margin)}`);

/** JSON leaves these as they are in strings, and they can stand nowhere else. */
const UNESCAPED = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

const harmless = (json: string): string => json.replace(UNESCAPED, escaped);
