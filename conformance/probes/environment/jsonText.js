const parse = (text) => JSON.parse(text);

const TEXTS = {
  "a key twice": '{"a":1,"b":2,"a":3}',
  "a prototype": '{"__proto__":{"x":1},"constructor":null}',
  "numbers as keys": '{"b":1,"2":2,"1":3,"-1":4,"01":5}',
  "negative zero": "[-0,0,-0.0,-0e5]",
  "large numbers": "[1e400,-1e400,9007199254740993,123456789012345678901234567890]",
  "small numbers": "[1e-400,5e-324,0.1e1,1E+2]",
  escapes: '"\\u00e4\\ud83e\\udd8a\\ud800\\n\\/\\b\\f\\"\\\\"',
  "separators of lines": '"\u2028\u2029"',
  blanks: " \t\r\n[ 1 , 2 ] ",
  "an empty key": '{"":{"":[]}}',
  "a byte order mark": "\ufeff1",
  "another blank": "\u00a01",
  "a trailing comma": "[1,]",
  "a comma of an object": '{"a":1,}',
  "a leading zero": "01",
  "a leading point": ".5",
  "a trailing point": "5.",
  "a plus": "+1",
  "a bare exponent": "1e",
  "an infinity": "Infinity",
  "single quotes": "'a'",
  "a bare key": "{a:1}",
  "a control character": '"\n"',
  "a NUL": '"\0"',
  "an unknown escape": '"\\x41"',
  "half an escape": '"\\u00e"',
  nothing: "",
  "two values": "1 2",
  "an open text": '"a',
  "an open array": "[1",
  comments: "/* a */ 1",
  undefined: "undefined",
};

const cyclic = () => {
  const value = { a: [] };
  value.a.push(value);
  return JSON.stringify(value);
};

export const JSON_TEXT = {
  ...Object.fromEntries(
    Object.entries(TEXTS).map(([name, text]) => [`reads ${name}`, () => parse(text)]),
  ),
  "reads with a reviver": () =>
    JSON.parse('{"a":[1,2],"b":3}', function (key, value) {
      return key === "b" ? undefined : Array.isArray(this) ? value * 2 : value;
    }),
  "writes text": () => JSON.stringify('ä🦊\u2028\0\b\x1f\x7f"\\/'),
  "writes lone surrogates": () => JSON.stringify("\ud800a\udc00"),
  "writes numbers": () => JSON.stringify([-0, NaN, Infinity, 1e21, 1e-7, 0.1]),
  "writes nothing": () => [
    JSON.stringify(undefined),
    JSON.stringify(() => 1),
    JSON.stringify(Symbol("a")),
  ],
  "writes absent members": () =>
    JSON.stringify({ a: undefined, b: () => 1, c: [undefined, Symbol("a")] }),
  "writes an integer": () => JSON.stringify(5n),
  "writes a cycle": cyclic,
  "writes dates": () => JSON.stringify([new Date(0), new Date(NaN)]),
  "writes boxes": () => JSON.stringify([new String("a"), new Number(5), new Boolean(false)]),
  "writes collections": () => JSON.stringify([new Map([[1, 2]]), new Set([1]), Uint8Array.of(5)]),
  "writes with toJSON": () => JSON.stringify({ a: { toJSON: (key) => `key ${key}` } }),
  "writes with a replacer": () =>
    JSON.stringify({ a: 1, b: [2] }, (_, value) => (value === 1 ? { c: 3 } : value)),
  "writes chosen keys": () => JSON.stringify({ a: 1, b: { a: 2, c: 3 } }, ["b", "a"]),
  "writes with spaces": () => [
    JSON.stringify({ a: [1, {}] }, null, 2),
    JSON.stringify([[]], null, "--"),
    JSON.stringify([1], null, 20),
  ],
  "writes numbers as keys": () => JSON.stringify({ b: 1, 2: 2, 1: 3, [Symbol("s")]: 4 }),
  "writes own members only": () =>
    JSON.stringify(Object.create({ a: 1 }, { b: { value: 2, enumerable: true }, c: { value: 3 } })),
  "writes getters": () =>
    JSON.stringify({
      get a() {
        return 5;
      },
    }),
  "writes holes": () => JSON.stringify([1, , 3]),
};
