import { isPlainObject, valueKind } from "./valueKind.js";

type CloneOptions = Parameters<typeof structuredClone>[1];

/** Whether `structuredClone` gives objects of another realm, as it does under Jest. */
export const clonesAreForeign = (): boolean =>
  typeof structuredClone === "function" && !(structuredClone({}) instanceof Object);

/**
 * `structuredClone` as components have it, where there is one realm only: what it gives are objects of
 * the code that called it.
 */
export function ownRealmClone(value: unknown, options?: CloneOptions): unknown {
  return ownRealm(structuredCloneOfRunner(value, options), new Map());
}

const structuredCloneOfRunner = structuredClone;

/** The value with built-in objects of this realm; what it holds twice it holds twice here, too. */
function ownRealm(value: unknown, known: Map<unknown, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (known.has(value)) return known.get(value);
  const made = emptyLike(value);
  known.set(value, made);
  const inner = (item: unknown): unknown => ownRealm(item, known);
  if (made instanceof Map) {
    for (const [key, item] of value as Map<unknown, unknown>) made.set(inner(key), inner(item));
  } else if (made instanceof Set) {
    for (const item of value as Set<unknown>) made.add(inner(item));
  } else if (Array.isArray(made) || isPlainObject(made)) {
    for (const [key, item] of Object.entries(value)) Reflect.set(made, key, inner(item));
    if (Array.isArray(made)) made.length = (value as unknown[]).length;
  }
  return made;
}

function emptyLike(value: object): object {
  switch (valueKind(value)) {
    case "list":
      return [];
    case "map":
      return new Map();
    case "set":
      return new Set();
    case "date":
      return new Date(Date.prototype.getTime.call(value as Date));
    case "object":
      // Of others, such as errors and regular expressions, states are not made.
      return isPlainObject(value) ? {} : value;
    default:
      return value;
  }
}
