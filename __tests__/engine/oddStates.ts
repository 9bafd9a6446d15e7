import type { Random } from "../codec/compiled/random.js";

/** What hardly any state has; each is put into an object, or done to it. */
type Oddity = (object: Record<string, unknown>, key: string) => void;

const put =
  (make: () => unknown): Oddity =>
  (object, key) => {
    object[key] = make();
  };

const define =
  (make: (value: unknown) => PropertyDescriptor): Oddity =>
  (object, key) => {
    Object.defineProperty(object, key, make(object[key]));
  };

class Other {
  one = 1;
}

const sparse = (): unknown[] => {
  const list = [1, 2, 3];
  // eslint-disable-next-line @typescript-eslint/no-array-delete -- what an author may do
  delete list[1];
  return list;
};

/** Values that JSON has, and some that it has not, or not so. */
const VALUES: readonly (() => unknown)[] = [
  () => -0,
  () => NaN,
  () => 1 / 3,
  () => 2 ** 31,
  () => -(2 ** 53),
  () => 1e300,
  () => 5e-324,
  () => 10n,
  () => "",
  () => 'a "quoted" \\ text\n\u0001 ä \u{1f600}',
  () => "\ud800 alone",
  () => `${"long ".repeat(60)}${String(Math.PI)}`,
  () => true,
  () => null,
  () => undefined,
  () => [],
  () => [1, "two", null, false],
  () => [[1], [2]],
  () => [1, undefined],
  () => [() => 1],
  sparse,
  () => Object.assign([1], { more: 1 }),
  () => Object.assign([1], { length: 3 }),
  () => /(a)-(b)/.exec("a-b"),
  () => ({}),
  () => ({ b: 1, a: { c: [{ d: "e" }] }, 7: "seven" }),
  () => ({ absent: undefined, present: null }),
  () => ({ toString: 1 }),
  () => ({ then: 1 }),
  () => ({ prototype: 1 }),
  () => ({ toJSON: () => "changed" }),
  () => JSON.parse('{"__proto__":1}') as unknown,
  () => Object.defineProperty({}, "hidden", { value: 1 }),
  () => Object.freeze({ frozen: [1] }),
  () => ({ [Symbol("s")]: 1 }),
  () => ({
    get one() {
      return 1;
    },
  }),
  () => Object.create(null) as unknown,
  () => Object.assign(Object.create({ inherited: 1 }) as object, { own: 1 }),
  () => new Other(),
  () => new Date(0),
  () => new Date(NaN),
  () => new Map([["a", 1]]),
  () => new Set([1]),
  () => new Uint8Array(2),
  () => Object(1) as unknown,
  () => Object("text") as unknown,
  () => new Proxy({ a: 1 }, {}),
  () => new Proxy([1], {}),
  () => Symbol("s"),
  () => () => 1,
  () => nested(10),
  () => nested(70),
];

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

const ODDITIES: readonly Oddity[] = [
  ...VALUES.map(put),
  define((value) => ({ get: () => value, enumerable: true, configurable: true })),
  define(() => ({ enumerable: false })),
  define(() => ({ writable: false })),
  (object, key) => {
    Reflect.deleteProperty(object, key);
  },
  // At the end, where it has not been.
  (object, key) => {
    const value = object[key];
    Reflect.deleteProperty(object, key);
    object[key] = value;
  },
  (object, key) => {
    object[`${key} more`] = 1;
  },
  (object) => {
    object["5"] = 1;
  },
  (object) => {
    object["constructor"] = 1;
  },
  (object) => {
    Object.defineProperty(object, Symbol("s"), { value: 1 });
  },
  (object) => {
    Object.setPrototypeOf(object, null);
  },
  (object) => {
    Object.setPrototypeOf(object, Object.create(Object.getPrototypeOf(object) as object) as object);
  },
  (object) => Object.freeze(object),
  (object) => Object.preventExtensions(object),
  (object, key) => {
    object[key] = object;
  },
  // One object at two places.
  (object) => {
    const shared = { n: 1 };
    for (const key of Object.keys(object)) object[key] = shared;
  },
  (object) => {
    const shared: unknown[] = [];
    for (const key of Object.keys(object).slice(0, 2)) object[key] = [shared];
  },
];

/** Does something odd to one of the objects in a state, which may refuse it. */
export function makeOdd(state: object, random: Random): void {
  const objects: Record<string, unknown>[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null || objects.length > 50) return;
    if (objects.includes(value as Record<string, unknown>)) return;
    objects.push(value as Record<string, unknown>);
    Object.values(value).forEach(collect);
  };
  collect(state);
  const object = random.of(objects);
  const keys = Object.keys(object);
  try {
    random.of(ODDITIES)(object, keys.length === 0 ? "key" : random.of(keys));
  } catch {
    // Frozen, or an array that is no list of such values.
  }
}
