/**
 * All that can be seen of a value: prototypes by identity, own keys in their order, values exactly
 * (`-0` is not `0`). Two values are the same to any reader if their fingerprints are.
 */
export function fingerprint(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return `${String(value)}n`;
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value !== "object" || value === null) return String(value);
  const kind = `#${String(identityOf(Object.getPrototypeOf(value) as object | null))}`;
  if (value instanceof Date) return `${kind} ${String(value.getTime())}`;
  if (value instanceof Map)
    return `${kind} {${[...value].map(([key, item]) => `${fingerprint(key)} => ${fingerprint(item)}`).join(", ")}}`;
  if (value instanceof Set) return `${kind} {${[...value].map(fingerprint).join(", ")}}`;
  const own = Reflect.ownKeys(value).map(
    (key) => `${nameOf(value, key)}: ${fingerprint(Reflect.get(value, key))}`,
  );
  return `${kind} {${own.join(", ")}}`;
}

const nameOf = (value: object, key: PropertyKey): string =>
  `${JSON.stringify(String(key))}${Object.prototype.propertyIsEnumerable.call(value, key) ? "" : " (hidden)"}`;

const identities = new Map<object | null, number>();

function identityOf(prototype: object | null): number {
  const known = identities.get(prototype) ?? identities.size;
  identities.set(prototype, known);
  return known;
}

/** Every object in a value, itself among them. */
export function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== "object" || value === null || found.has(value)) return found;
  found.add(value);
  const inside: unknown[] =
    value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value);
  for (const item of inside) objectsIn(item, found);
  return found;
}

/** A deep copy of data; `structuredClone` would make objects of another realm under Jest. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null) return value;
  const copy = {};
  for (const [key, item] of Object.entries(value)) {
    // Assigning to `__proto__` would be something else.
    const descriptor = {
      value: copyOf(item),
      writable: true,
      enumerable: true,
      configurable: true,
    };
    Object.defineProperty(copy, key, descriptor);
  }
  return copy;
}
