/** Lists, objects, classes and control: where engines have differed before. */
export const COLLECTIONS = {
  "stable sort": () => {
    const list = Array.from({ length: 600 }, (_, at) => ({ key: (at * 7) % 5, at }));
    const sorted = list.sort((a, b) => a.key - b.key);
    return sorted.every(
      ({ key, at }, i) => i === 0 || sorted[i - 1].key < key || sorted[i - 1].at < at,
    );
  },
  "sort of texts": () => [10, 9, 1, undefined, "b", null, "B"].sort(),
  "sort with a fraction": () => [3, 1, 2].sort((a, b) => (a - b) / 10),
  "sort with holes": () => [3, , 1, undefined].sort().length,
  "sort of copies": () => [
    [3, 1, 2].toSorted(),
    [1, 2].toReversed(),
    [1, 2, 3].toSpliced(1, 1),
    [1, 2].with(0, 5),
  ],
  "order of keys": () => Object.keys({ b: 1, 10: 1, 9: 1, a: 1, [2 ** 32]: 1, "-1": 1, "01": 1 }),
  "order of assigned keys": () => Object.keys(Object.assign({ z: 1 }, { a: 1, 5: 1 })),
  "deleted and set again": () => {
    const object = { a: 1, b: 2 };
    delete object.a;
    object.a = 3;
    return object;
  },
  "map in order": () =>
    new Map([
      ["b", 1],
      ["a", 2],
      ["b", 3],
      [NaN, 4],
      [NaN, 5],
      [-0, 6],
    ]),
  "set while iterating": () => {
    const set = new Set([1, 2, 3]);
    for (const one of set) if (one < 6) set.add(one + 3);
    return set;
  },
  groups: () => Object.groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even")),
  flat: () => [[1, [2, [3]]].flat(), [1, 2].flatMap((n) => [n, [n]])],
  find: () => [
    [1, 2, 3].findLast((n) => n < 3),
    [NaN].indexOf(NaN),
    [NaN].includes(NaN),
    [1, 2].at(-1),
  ],
  "copy within": () => [1, 2, 3, 4, 5].copyWithin(0, 3),
  destructuring: () => {
    const { a = 5, ...rest } = { b: 1, c: undefined };
    const [first, , third = 7, ...others] = [1, 2, undefined, 4, 5];
    return [a, rest, first, third, others];
  },
  classes: () => {
    class A {
      #a = 1;
      static b = 2;
      static {
        this.c = 3;
      }
      get a() {
        return this.#a;
      }
      static is = (it) => #a in it;
    }
    return [new A().a, A.b, A.c, A.is(new A()), A.is({}), A.name, Object.keys(new A())];
  },
  accessors: () =>
    Object.getOwnPropertyDescriptor(
      {
        get a() {
          return 1;
        },
      },
      "a",
    ).set === undefined,
  generators: () => {
    function* g() {
      const a = yield 1;
      yield a * 2;
      return 9;
    }
    const it = g();
    return [it.next(), it.next(5), it.next(), it.next()];
  },
  "a generator cut short": () => {
    const seen = [];
    function* g() {
      try {
        yield 1;
        yield 2;
      } finally {
        seen.push("end");
      }
    }
    for (const n of g()) {
      seen.push(n);
      break;
    }
    return seen;
  },
  "errors with causes": () => new Error("a", { cause: "b" }).cause,
  "errors of many": () => new AggregateError([new Error("a")], "b").errors.length,
  "names of errors": () => {
    class Own extends RangeError {}
    const error = new Own("m");
    return [error.name, String(error), error instanceof RangeError, error.constructor.name];
  },
  "null is no object": () => null.missing,
  "constants stay": () => {
    const a = 1;
    return eval("a = 2");
  },
  "names too early": () => {
    const f = () => late;
    f();
    const late = 1;
    return late;
  },
  frozen: () => {
    "use strict";
    Object.freeze([1]).push(2);
  },
  proxies: () =>
    Object.keys(
      new Proxy(
        { a: 1 },
        {
          ownKeys: () => ["a", "b"],
          getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
        },
      ),
    ),
  symbols: () => [
    Symbol("a").description,
    Symbol.for("a") === Symbol.for("a"),
    Symbol.keyFor(Symbol.for("b")),
  ],
  weak: () => {
    const key = {};
    return [
      new WeakMap([[key, 1]]).get(key),
      new WeakSet([key]).has({}),
      new WeakRef(key).deref() === key,
    ];
  },
  "optional chains": () => {
    const value = { a: null };
    return [value.a?.b.c, value.b?.(), value?.["a"], value.a ?? 5];
  },
  "logical assignment": () => {
    const value = { a: 0, b: null };
    value.a ||= 1;
    value.b ??= 2;
    value.a &&= 3;
    return value;
  },
  "labels and switches": () => {
    outer: for (const a of [1, 2]) {
      for (const b of [1, 2]) {
        switch (b) {
          case 2:
            continue outer;
        }
        if (a === 2) break outer;
      }
    }
    return "done";
  },
  "typed arrays": () => [
    Uint8Array.from([1, 256, -1]),
    new Uint16Array(Uint8Array.of(1, 2).buffer),
    Uint8Array.of(3, 1, 2).sort(),
    Uint8Array.of(1, 2, 3).subarray(-2),
  ],
  "views of bytes": () => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat32(0, 1.5);
    view.setInt16(4, -2, true);
    return new Uint8Array(view.buffer);
  },
  "a view beyond the bytes": () => new DataView(new ArrayBuffer(2)).getInt32(0),
  "lists of a negative length": () => new Array(-1),
  "iterator helpers": () =>
    [1, 2, 3, 4]
      .values()
      .filter((n) => n % 2)
      .map((n) => n * 2)
      .toArray(),
  "sets as in mathematics": () => [
    new Set([1, 2]).union(new Set([3])),
    new Set([1, 2]).intersection(new Set([2])),
  ],
};
