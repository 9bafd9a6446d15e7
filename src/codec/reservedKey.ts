import type { Class } from "../domain/index.js";
import { convertedProperties, exposedNames, hasTransform } from "./classTransformer.js";

/** Keys that reach an object's prototype where code is careless. */
const PROTOTYPE_KEYS: readonly string[] = ["__proto__", "constructor", "prototype"];

/**
 * Whether an object with this prototype cannot take a value under the key: keys that touch
 * prototypes, methods (a dictionary's `toString` among them), and getters without a setter.
 * class-transformer passes over most of them without a word.
 */
export function isReservedKey(prototype: object, key: string): boolean {
  if (PROTOTYPE_KEYS.includes(key)) return true;
  if (!(key in prototype)) return false;
  const descriptor = inheritedDescriptor(prototype, key);
  if (descriptor === undefined) return false;
  return (
    typeof descriptor.value === "function" ||
    (descriptor.get !== undefined && descriptor.set === undefined)
  );
}

/**
 * Whether a `Map` whose values are of the class cannot carry the key: class-transformer takes keys
 * for properties of that class, renames and transforms them, and passes over a map's own members.
 */
export function isReservedMapKey(element: Class | undefined, key: string): boolean {
  if (isReservedKey(Map.prototype, key)) return true;
  if (element === undefined) return false;
  let changes = known.get(element);
  if (changes === undefined) {
    changes = changesOf(element);
    known.set(element, changes);
  }
  return changes(key);
}

/** Every key of every map asks; class-transformer's storage is asked once for each class. */
const known = new WeakMap<Class, (key: string) => boolean>();

/** Tells the keys that class-transformer renames or transforms, as properties of the class. */
function changesOf(element: Class): (key: string) => boolean {
  const renamed = [...exposedNames(element)].filter(
    ([property, wireName]) => property !== wireName,
  );
  const transformed = convertedProperties(element)?.filter((property) =>
    hasTransform(element, property),
  );
  const names = new Set([...renamed.flat(), ...(transformed ?? [])]);
  return transformed === undefined
    ? (key) => names.has(key) || hasTransform(element, key)
    : (key) => names.has(key);
}

function inheritedDescriptor(prototype: object, key: string): PropertyDescriptor | undefined {
  let at: object | null = prototype;
  while (at !== null) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor;
    at = Object.getPrototypeOf(at) as object | null;
  }
  return undefined;
}
