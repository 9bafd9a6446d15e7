import { isDeepStrictEqual } from "node:util";
import { runInNewContext } from "node:vm";
import { Timestamp } from "evidentsource-functions";
import fc from "fast-check";
import { compareValues } from "../../src/testing/compareValues.js";
import { differs, formatComparison } from "../../src/testing/comparison.js";

class Money {
  readonly #cents: number;
  constructor(cents: number) {
    this.#cents = cents;
  }
  get cents(): number {
    return this.#cents;
  }
}
class Sealed {
  readonly #secret: number;
  constructor(secret: number) {
    this.#secret = secret;
  }
  reveals(secret: number): boolean {
    return this.#secret === secret;
  }
}
class Line {
  constructor(public text: string) {}
  get length(): number {
    return this.text.length;
  }
}
class Pending {}

const foreign = (source: string): unknown => runInNewContext(source);

/** Where the two differ first, or `undefined`. */
const difference = (
  expected: unknown,
  actual: unknown,
  strictness: "exact" | "partial" = "exact",
): string | undefined => {
  const row = compareValues(expected, actual, strictness, "it").find(differs);
  return row && `${row.path}: ${row.expected ?? "nothing"} ≠ ${row.actual ?? "nothing"}`;
};

describe("two values are one", () => {
  it.each<[what: string, left: unknown, right: unknown]>([
    ["NaN", NaN, NaN],
    ["bigints", 5n, 5n],
    ["absent and undefined properties", { a: 1, b: undefined }, { a: 1 }],
    ["properties in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
    ["dates", new Date(5), new Date(5)],
    ["invalid dates", new Date(NaN), new Date(NaN)],
    ["dates of another realm", new Date(5), foreign("new Date(5)")],
    ["objects of another realm", { a: [1] }, foreign("({ a: [1] })")],
    ["maps of another realm", new Map([["a", 1]]), foreign("new Map([['a', 1]])")],
    ["timestamps", new Timestamp(1n, 2), new Timestamp(1n, 2)],
    ["bytes", new Uint8Array([1, 2]), Buffer.from([1, 2])],
    ["sets in another order", new Set([1, 2]), new Set([2, 1])],
    ["sets of objects", new Set([{ a: 1 }, { a: 2 }]), new Set([{ a: 2 }, { a: 1 }])],
    [
      "maps in another order",
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
      new Map([
        ["b", 2],
        ["a", 1],
      ]),
    ],
    ["instances", new Line("a"), new Line("a")],
    ["an instance, for its properties", { text: "a" }, new Line("a")],
    ["an instance, for a getter too", { text: "a", length: 1 }, new Line("a")],
    ["instances that keep their state to themselves", new Money(5), new Money(5)],
    ["instances that have no state", new Pending(), new Pending()],
    ["objects without a prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ])("%s", (_what, left, right) => {
    expect(difference(left, right)).toBeUndefined();
  });

  it("that hold themselves", () => {
    const [left, right] = [{ self: {} }, { self: {} }];
    left.self = left;
    right.self = right;
    expect(difference(left, right)).toBeUndefined();
  });
});

describe("two values differ", () => {
  it.each<[left: unknown, right: unknown, first: string]>([
    [0, -0, "it: 0 ≠ -0"],
    [5, 5n, "it: 5 ≠ 5n"],
    ["5", 5, 'it: "5" ≠ 5'],
    [null, undefined, "it: null ≠ nothing"],
    [{ a: null }, {}, "it.a: null ≠ nothing"],
    [{}, { a: null }, "it.a: nothing ≠ null"],
    [{ "a.b": 1 }, { a: { b: 1 } }, 'it["a.b"]: 1 ≠ nothing'],
    [{ x: [1] }, { "x[0]": 1 }, "it.x[0]: 1 ≠ nothing"],
    [{ x: { 0: 1 } }, { x: [1] }, "it.x: {0: 1} ≠ [1]"],
    [[1, 2], new Set([1, 2]), "it: [1, 2] ≠ Set {1, 2}"],
    [new Map([["a", 1]]), { a: 1 }, 'it: Map {"a" → 1} ≠ {a: 1}'],
    [new Map([["a", 1]]), [["a", 1]], 'it: Map {"a" → 1} ≠ [["a", 1]]'],
    [new Map([["a", 1]]), new Map([["a", 2]]), 'it.get("a"): 1 ≠ 2'],
    [new Map([[1, 1]]), new Map([["1", 1]]), "it.get(1): 1 ≠ nothing"],
    [new Set([1, 2]), new Set([1]), "it.has(2): 2 ≠ nothing"],
    [new Set([{ a: 1 }]), new Set([{ a: 2 }]), "it.has({a: 1}): {a: 1} ≠ nothing"],
    [{ seconds: 1, nanoseconds: 5 }, { seconds: 2, nanoseconds: 5 }, "it.seconds: 1 ≠ 2"],
    [
      new Timestamp(1n),
      { seconds: 1n, nanoseconds: 0 },
      "it: 1970-01-01T00:00:01Z ≠ {seconds: 1n, nanoseconds: 0}",
    ],
    [
      new Timestamp(1n, 1),
      new Timestamp(1n, 2),
      "it: 1970-01-01T00:00:01.000000001Z ≠ 1970-01-01T00:00:01.000000002Z",
    ],
    [
      new Date(0),
      "1970-01-01T00:00:00.000Z",
      'it: 1970-01-01T00:00:00.000Z ≠ "1970-01-01T00:00:00.000Z"',
    ],
    [new Uint8Array([1]), [1], "it: bytes 01 ≠ [1]"],
    [new Uint8Array([1]), new Int8Array([1]), "it: bytes 01 (bytes) ≠ bytes 01 (bytes)"],
    [new Line("a"), { text: "a" }, 'it: Line {text: "a"} ≠ {text: "a"}'],
    [new Line("a"), new Line("b"), 'it.text: "a" ≠ "b"'],
    [{ text: "a", length: 2 }, new Line("a"), "it.length: 2 ≠ 1"],
    [new Money(5), new Money(6), "it.cents: 5 ≠ 6"],
    [{}, new Money(6), "it: {} ≠ Money {}"],
    [{ toString: undefined, reveals: 1 }, new Sealed(1), "it.reveals: 1 ≠ nothing"],
    [/a/, /b/, 'it.source: "a" ≠ "b"'],
    [new Error("a"), new Error("b"), 'it: "Error: a" ≠ "Error: b"'],
    [[1], [1, undefined], "it[1]: nothing ≠ undefined"],
  ])("%p from %p", (left, right, first) => {
    expect(difference(left, right)).toBe(first);
  });

  it("if nothing can be seen of them", () => {
    expect(difference(new Sealed(1), new Sealed(1))).toContain("shows nothing to compare");
    const one = new Sealed(1);
    expect(difference(one, one)).toBeUndefined();
  });
});

describe("a part", () => {
  it.each<[part: unknown, whole: unknown]>([
    [{}, { a: 1 }],
    [{ a: {} }, { a: { b: 1 } }],
    [{ a: undefined }, { b: 1 }],
    [[{ a: 1 }], [{ a: 1, b: 2 }]],
    [
      new Map([["a", {}]]),
      new Map([
        ["a", { b: 1 }],
        ["c", {}],
      ]),
    ],
  ])("%p is one of %p", (part, whole) => {
    expect(difference(part, whole, "partial")).toBeUndefined();
  });

  it.each<[part: unknown, whole: unknown, first: string]>([
    [{ a: undefined }, { a: 5 }, "it.a: nothing ≠ 5"],
    [{}, undefined, "it: {} ≠ nothing"],
    [[], [1], "it[0]: nothing ≠ 1"],
    [[1], [1, 2], "it[1]: nothing ≠ 2"],
    [new Set(), new Set([1]), "it.has(1): nothing ≠ 1"],
    [{ a: {} }, { a: [] }, "it.a: {} ≠ []"],
    [{ a: {} }, { a: new Map() }, "it.a: {} ≠ Map {}"],
  ])("%p is none of %p", (part, whole, first) => {
    expect(difference(part, whole, "partial")).toBe(first);
  });
});

/** Values of all kinds, and another of the same making. */
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, NaN, -0, 0, "", "0"),
    fc.integer(),
    fc.bigInt(),
    fc.date({ noInvalidDate: false }),
    fc.uint8Array({ maxLength: 3 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "a.b", "b[0]", "nanoseconds", "0"), tie("value"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    fc
      .array(fc.tuple(fc.string({ maxLength: 2 }), tie("value")), { maxLength: 3 })
      .map((e) => new Map(e)),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => new Set(items)),
  ),
})).value;

describe("whatever the values are", () => {
  it("a value is its copy, whole and in part", () => {
    fc.assert(
      fc.property(values, (value) => {
        const copy = structuredClone(value);
        expect(difference(value, copy)).toBeUndefined();
        expect(difference(value, copy, "partial")).toBeUndefined();
      }),
    );
  });

  it("two values are one as Node's own comparison has it, in either direction", () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const same = difference(left, right) === undefined;
        expect(same).toBe(isDeepStrictEqual(left, right));
        expect(difference(right, left) === undefined).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  it("places of differences are told apart", () => {
    const rows = compareValues({ "a.b": 1, a: { b: 2 }, "x[0]": 3, x: [4] }, {}, "exact");
    expect(new Set(rows.map(({ path }) => path)).size).toBe(4);
    expect(formatComparison(rows)).toContain('first difference: ["a.b"]');
  });
});
