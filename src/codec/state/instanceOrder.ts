import type { StateShape } from "./stateShape.js";

/**
 * Puts the properties of a class instance in an order that does not depend on their history: those
 * that a fresh instance has, as it has them, then the others by name. Otherwise a property that was
 * set, unset and set again would stand elsewhere in a state that was stored in between.
 *
 * Keys of plain objects and maps stay in the order in which they came: handlers may rely on it, and
 * JSON keeps it.
 */
export function instanceOrder(
  instance: object,
  keys: readonly string[],
  { initialKeys }: StateShape,
): void {
  if (isInOrder(keys, initialKeys)) return;
  const wanted = [
    ...initialKeys.filter((key) => Object.hasOwn(instance, key)),
    ...othersInOrder(keys, initialKeys),
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

/** Those that a fresh instance has not, by name. */
export const othersInOrder = (keys: readonly string[], initialKeys: readonly string[]): string[] =>
  keys.filter((key) => !initialKeys.includes(key)).sort();

/** Whether there are the initial keys, and at most one other. */
function isInOrder(keys: readonly string[], initialKeys: readonly string[]): boolean {
  if (keys.length > initialKeys.length + 1) return false;
  for (let index = 0; index < initialKeys.length; index++) {
    if (keys[index] !== initialKeys[index]) return false;
  }
  return true;
}
