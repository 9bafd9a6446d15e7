import { copyOf } from "./fingerprint.js";
import type { Random } from "./random.js";
import { ODD_VALUES } from "./rules.js";

const ODD_KEYS = [
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "then",
    "describe",
    "size",
  ],
  ...["", "0", "1", "more", "kind", "length", "the_", "größe", "\ud800"],
];

/** Changes JSON at one to three places: wrong, missing and unknown values, other orders, other shapes. */
export function mutated(
  random: Random,
  json: Record<string, unknown>,
  names: readonly string[],
): unknown {
  let value: Record<string, unknown> = json;
  for (let count = random.below(3) + 1; count > 0; count--) value = changed(random, value, names);
  return random.oneIn(100) ? random.of([null, [value], "text", 1, [], undefined]) : value;
}

function changed(
  random: Random,
  json: Record<string, unknown>,
  names: readonly string[],
): Record<string, unknown> {
  const holder = anyObject(random, json);
  const keys = Object.keys(holder);
  const key =
    keys.length > 0 && !random.oneIn(4)
      ? random.of(keys)
      : random.of(random.oneIn(2) ? ODD_KEYS : names);
  // `holder.__proto__` would lead out of the data.
  const own = Object.hasOwn(holder, key) ? holder[key] : undefined;
  switch (random.below(7)) {
    case 0:
      Reflect.deleteProperty(holder, key);
      return json;
    case 1:
      set(holder, random.of(ODD_KEYS), copyOf(random.of(ODD_VALUES)));
      return json;
    case 2:
      set(holder, key, [own]);
      return json;
    case 3:
      return Object.fromEntries(Object.entries(json).reverse());
    case 4:
      set(holder, key, deep(random.below(30), own));
      return json;
    default:
      set(holder, key, copyOf(random.of(ODD_VALUES)));
      return json;
  }
}

/** The object itself or one that it holds. */
function anyObject(random: Random, json: Record<string, unknown>): Record<string, unknown> {
  const inside = Object.values(json).flat<unknown[]>().filter(isRecord);
  if (inside.length === 0 || random.oneIn(2)) return json;
  return anyObject(random, random.of(inside));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function set(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

const deep = (levels: number, value: unknown): unknown =>
  levels === 0
    ? value
    : levels % 2 === 0
      ? [deep(levels - 1, value)]
      : { inner: deep(levels - 1, value) };
