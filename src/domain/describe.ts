import { escaped } from "./escaped.js";

const SHOWN = 60;

/** A value as it is shown in an error: short, quoted, on one line. Never throws for plain data. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(shortened(value)).replace(UNSEEN, escaped);
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

/** What JSON leaves as it is, and a terminal or an editor obeys: C1, line separators, directions. */
const UNSEEN = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}…` : text;
}
