/** Recursion without end, through everything of the language that calls back. */
const getter = {
  get again() {
    return this.again;
  },
};
const text = {
  toString() {
    return `${this}`;
  },
};
const number = {
  valueOf() {
    return this + 1;
  },
};
const json = { toJSON: () => JSON.stringify(json) };
const proxy = new Proxy({}, { get: (_, key) => proxy[key] });
const iterable = {
  *[Symbol.iterator]() {
    yield* iterable;
  },
};
const plain = (depth) => 1 + plain(depth + 1);
const setter = {
  set again(value) {
    this.again = value;
  },
};

export const RECURSIONS = {
  plain: () => plain(0),
  mutual: () => even(0),
  map: () => {
    const down = () => [1].map(down);
    return down();
  },
  forEach: () => {
    const down = () => [1].forEach(down);
    return down();
  },
  reduce: () => {
    const down = () => [1, 2].reduce(down);
    return down();
  },
  sort: () => {
    const down = () => [2, 1].sort(down).length;
    return down();
  },
  replace: () => {
    const down = () => "a".replace(/a/, down);
    return down();
  },
  reviver: () => {
    const down = () => JSON.parse("[1]", down);
    return down();
  },
  apply: () => {
    const down = () => Reflect.apply(down, null, []);
    return down();
  },
  bind: () => {
    const down = () => down.bind(null)();
    return down();
  },
  construct: () => {
    class Down {
      field = new Down();
    }
    return new Down();
  },
  spread: () => {
    const down = (...all) => down(...all, 1);
    return down();
  },
  "tagged template": () => {
    const down = (parts) => down`${parts.length}`;
    return down([]);
  },
  "a rest of arguments": () => {
    const down = (...[first, ...rest]) => down(first, ...rest);
    return down(1, 2);
  },
  "default argument": () => {
    const down = (value = down()) => value;
    return down();
  },
  getter: () => getter.again,
  setter: () => {
    setter.again = 1;
  },
  toString: () => String(text),
  valueOf: () => number + 1,
  toJSON: () => JSON.stringify(json),
  proxy: () => proxy.anything,
  iterator: () => [...iterable],
  "map of a map": () => {
    const down = () => new Map([[1, 1]]).forEach(down);
    return down();
  },
  "has instance": () => {
    class Down {
      static [Symbol.hasInstance](it) {
        return it instanceof Down;
      }
    }
    return {} instanceof Down;
  },
  species: () => {
    class Down extends Array {
      static get [Symbol.species]() {
        return new Down(1).map(String);
      }
    }
    return new Down(1).map(String);
  },
  "nested arrays as text": () => String(nested(200_000)).length,
  "nested arrays flattened": () => nested(200_000).flat(Infinity).length,
  "nested arrays as JSON": () => JSON.stringify(nested(200_000)).length,
  "nested JSON": () => JSON.stringify(JSON.parse("[".repeat(200_000) + "]".repeat(200_000))).length,
  "nested objects in JSON": () =>
    Object.keys(JSON.parse('{"a":'.repeat(200_000) + "1" + "}".repeat(200_000))).length,
  "nested JSON with a reviver": () =>
    JSON.parse("[".repeat(200_000) + "]".repeat(200_000), (_, part) => part).length,
  "nested arrays cloned": () => structuredClone(nested(200_000)).length,
  "a nested pattern": () => new RegExp("(".repeat(200_000) + "a" + ")".repeat(200_000)).test("a"),
  "a pattern of alternatives": () =>
    new RegExp("(?:a|".repeat(100_000) + "b" + ")".repeat(100_000)).test("c"),
  "a chain of prototypes": () => {
    let last = {};
    for (let at = 0; at < 100_000; at++) last = Object.create(last);
    return last.missing === undefined;
  },
  "a chain of bound functions": () => {
    let last = () => 5;
    for (let at = 0; at < 100_000; at++) last = last.bind(null);
    return last();
  },
  "a chain of proxies": () => {
    let last = {};
    for (let at = 0; at < 100_000; at++) last = new Proxy(last, {});
    return last.missing === undefined;
  },
  "a rope of text": () => {
    let rope = "a";
    for (let at = 0; at < 300_000; at++) rope = rope + "b" + at;
    return rope.length;
  },
  "a rope built backwards": () => {
    let rope = "a";
    for (let at = 0; at < 20_000; at++) rope = "b" + rope;
    return rope.charCodeAt(5);
  },
};

const even = (depth) => odd(depth + 1);
const odd = (depth) => even(depth + 1);

function nested(depth) {
  let value = [];
  for (let level = 1; level < depth; level++) value = [value];
  return value;
}
