import type { Timestamp } from "../domain/index.js";
import { bytesOf, isPlainObject, valueKind } from "./valueKind.js";

const DEEPEST = 8;

/** A value on one line, as in a source, so that `"10"` is not taken for `10`. */
export function shown(value: unknown, depth = 0): string {
  if (typeof value !== "object" || value === null) return shownPrimitive(value);
  if (depth >= DEEPEST) return "…";
  const inner = (item: unknown): string => shown(item, depth + 1);
  switch (valueKind(value)) {
    case "date": {
      const date = new Date(Date.prototype.getTime.call(value as Date));
      return Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString();
    }
    case "timestamp":
      return (value as Timestamp).toString();
    case "bytes":
      return `bytes ${Buffer.from(bytesOf(value) ?? []).toString("hex")}`;
    case "list":
      return `[${Array.from(value as readonly unknown[], inner).join(", ")}]`;
    case "map":
      return named(
        "Map",
        [...(value as Map<unknown, unknown>)].map(
          ([key, item]) => `${inner(key)} → ${inner(item)}`,
        ),
      );
    case "set":
      return named("Set", [...(value as Set<unknown>)].map(inner));
    default:
      return shownObject(value, inner);
  }
}

function shownObject(value: object, inner: (item: unknown) => string): string {
  const members = Object.entries(value).map(([key, item]) => `${key}: ${inner(item)}`);
  if (isPlainObject(value)) return named("", members);
  const text = members.length === 0 ? textOf(value) : undefined;
  return text === undefined ? named(classNameOf(value), members) : `${classNameOf(value)} ${text}`;
}

const named = (name: string, members: readonly string[]): string =>
  `${name === "" ? "" : `${name} `}${members.length === 0 ? "{}" : `{${members.join(", ")}}`}`;

function shownPrimitive(value: unknown): string {
  switch (typeof value) {
    case "bigint":
      return `${String(value)}n`;
    case "function":
      return `[function ${value.name}]`;
    case "number":
      // JSON has no word for NaN and infinities, and none for -0.
      return Object.is(value, -0) ? "-0" : String(value);
    case "string":
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

/** The class of an instance, as far as it has one. */
export function classNameOf(value: object): string {
  const made = (Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null)
    ?.constructor;
  return typeof made?.name === "string" ? made.name : "Object";
}

/** What an instance says of itself by a method that its class has for that; `undefined` if it has none. */
export function textOf(value: object): string | undefined {
  for (const method of ["toJSON", "toString"] as const) {
    const own: unknown = Reflect.get(value, method);
    if (typeof own !== "function" || own === Object.prototype.toString) continue;
    try {
      return JSON.stringify(Reflect.apply(own, value, []));
    } catch (error) {
      return `[${method} throws ${String(error)}]`;
    }
  }
  return undefined;
}
