import { Timestamp } from "../domain/index.js";

/** What a value is, as far as a comparison is concerned. */
export type ValueKind =
  "primitive" | "date" | "timestamp" | "bytes" | "list" | "map" | "set" | "object";

/**
 * The kind of a value. Built-in ones are told by what they are and not by their class: a runner such as
 * Jest has a realm of its own, where `structuredClone` gives objects of another one.
 */
export function valueKind(value: unknown): ValueKind {
  if (typeof value !== "object" || value === null) return "primitive";
  if (Array.isArray(value)) return "list";
  if (value instanceof Timestamp) return "timestamp";
  if (isDate(value)) return "date";
  if (isMap(value)) return "map";
  if (isSet(value)) return "set";
  return bytesOf(value) === undefined ? "object" : "bytes";
}

/** `Object`, of whatever realm, or nothing at all. */
export function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return (
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf"))
  );
}

/** The bytes that a buffer or a view of one holds. */
export function bytesOf(value: object): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  return /^(Shared)?ArrayBuffer$/.test(tagOf(value))
    ? new Uint8Array(value as ArrayBuffer)
    : undefined;
}

/** The name of what was built in, whatever the class calls itself. */
export const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

/** Asked by name first, because it is quicker; what only calls itself so does not answer. */
const isDate = (value: object): boolean =>
  value instanceof Date ||
  (tagOf(value) === "Date" && answers(() => Date.prototype.getTime.call(value as Date)));
const isMap = (value: object): boolean =>
  value instanceof Map ||
  (tagOf(value) === "Map" && answers(() => Map.prototype.has.call(value as Map<0, 0>, 0)));
const isSet = (value: object): boolean =>
  value instanceof Set ||
  (tagOf(value) === "Set" && answers(() => Set.prototype.has.call(value as Set<0>, 0)));

function answers(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch {
    return false;
  }
}
