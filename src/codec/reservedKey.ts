import type { Class } from "../domain/index.js";
import { exposedNames, hasTransform } from "./classTransformer.js";

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
  if (hasTransform(element, key)) return true;
  for (const [property, wireName] of exposedNames(element)) {
    if (property !== wireName && (key === property || key === wireName)) return true;
  }
  return false;
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
