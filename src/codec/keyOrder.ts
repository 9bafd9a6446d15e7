import type { Class } from "../domain/index.js";

/**
 * Puts the properties of class instances in an order that does not depend on their history: those
 * that a fresh instance has, as it has them, then the others by name. Otherwise a property that was
 * set, unset and set again would stand elsewhere in a state that was stored in between.
 *
 * Keys of plain objects and maps stay in the order in which they came: handlers may rely on it, and
 * JSON keeps it.
 */
export function restoreKeyOrder(value: unknown): void {
  if (typeof value !== "object" || value === null || value instanceof Date) return;
  if (value instanceof Map || value instanceof Set) {
    for (const item of value.values()) restoreKeyOrder(item);
    return;
  }
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && prototype !== Object.prototype && !Array.isArray(value)) {
    restoreOwnOrder(value, prototype.constructor as Class);
  }
  for (const item of Object.values(value)) restoreKeyOrder(item);
}

function restoreOwnOrder(instance: object, target: Class): void {
  const keys = Object.keys(instance);
  const initial = initialKeys(target);
  const wanted = [
    ...initial.filter((key) => Object.hasOwn(instance, key)),
    ...keys.filter((key) => !initial.includes(key)).sort(),
  ];
  if (wanted.every((key, index) => key === keys[index])) return;
  const properties = Object.getOwnPropertyDescriptors(instance) as Record<
    string,
    PropertyDescriptor
  >;
  for (const key of wanted) {
    const property = properties[key];
    if (property === undefined) continue;
    Reflect.deleteProperty(instance, key);
    Object.defineProperty(instance, key, property);
  }
}

const known = new WeakMap<Class, readonly string[]>();

function initialKeys(target: Class): readonly string[] {
  const before = known.get(target);
  if (before !== undefined) return before;
  const keys = Object.keys(new target());
  known.set(target, keys);
  return keys;
}
