/**
 * Whether a prototype is another realm's `Object.prototype`. Under Jest, tests run in a realm of their
 * own, and `structuredClone` gives objects of Node's.
 */
const isForeignObjectPrototype = (prototype: object): boolean =>
  prototype !== Object.prototype &&
  Object.getPrototypeOf(prototype) === null &&
  Object.hasOwn(prototype, "isPrototypeOf") &&
  Object.hasOwn(prototype, "hasOwnProperty");

/** Whether the object is another realm's plain object, array, `Date`, `Map` or `Set`. */
export function isForeign(value: object): boolean {
  switch (Object.prototype.toString.call(value)) {
    case "[object Date]":
      return !(value instanceof Date);
    case "[object Map]":
      return !(value instanceof Map);
    case "[object Set]":
      return !(value instanceof Set);
    case "[object Array]":
      return !(value instanceof Array);
    case "[object Object]": {
      const prototype = Object.getPrototypeOf(value) as object | null;
      return prototype !== null && isForeignObjectPrototype(prototype);
    }
    default:
      return false;
  }
}

/** Puts objects of this realm in the place of another's, within what the value holds. */
export function bringHome(value: object): void {
  visit(value, new Map(), new Set());
}

function visit(value: object, known: Map<object, object>, visited: Set<object>): void {
  if (visited.has(value)) return;
  visited.add(value);
  const home = (item: unknown): unknown => {
    if (typeof item !== "object" || item === null) return item;
    const own = isForeign(item) ? (known.get(item) ?? copied(item)) : item;
    if (own !== item) known.set(item, own);
    visit(own, known, visited);
    return own;
  };
  if (value instanceof Map) {
    for (const [key, item] of value as Map<unknown, unknown>) replace(value, key, item, home(item));
    return;
  }
  if (value instanceof Set) {
    const items = [...(value as Set<unknown>)];
    const own = items.map(home);
    if (own.every((item, index) => item === items[index])) return;
    value.clear();
    for (const item of own) value.add(item);
    return;
  }
  for (const key of Object.keys(value)) {
    const item: unknown = Reflect.get(value, key);
    const own = home(item);
    if (own !== item) Reflect.set(value, key, own);
  }
}

function replace(map: Map<unknown, unknown>, key: unknown, before: unknown, own: unknown): void {
  if (own !== before) map.set(key, own);
}

/** The same of this realm; what it holds is still the other's. */
function copied(foreign: object): object {
  switch (Object.prototype.toString.call(foreign)) {
    case "[object Date]":
      return new Date(Number(foreign));
    case "[object Map]":
      return new Map(foreign as Map<unknown, unknown>);
    case "[object Set]":
      return new Set(foreign as Set<unknown>);
    case "[object Array]":
      return Array.from(foreign as unknown[]);
    default:
      return { ...foreign };
  }
}
