import fc from "fast-check";
import { exactJson, JsonText, shownJson } from "../../src/cli/print/exactJson.js";

describe("the JSON of a report", () => {
  it("is what JSON.stringify gives for plain values", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(exactJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    const value = { a: [], b: {}, c: [1, { d: null }], e: undefined, f: [undefined] };
    expect(exactJson(value)).toBe(JSON.stringify(value, null, 2));
  });

  it("writes 64-bit numbers as strings of digits", () => {
    expect(exactJson({ revision: 2n ** 63n })).toBe('{\n  "revision": "9223372036854775808"\n}');
  });

  it("holds stored JSON with all of its digits", () => {
    expect(exactJson({ state: new JsonText('{"n":9007199254740993, "m" : [1e400,{}] }') })).toBe(
      `{
  "state": {
    "n": 9007199254740993,
    "m": [
      1e400,
      {}
    ]
  }
}`,
    );
  });

  it("escapes what a terminal would obey, in stored JSON too", () => {
    expect(exactJson(["\u009b2J\u202e", new JsonText('"\x7f\u2028"')])).toBe(
      '[\n  "\\u009b2J\\u202e",\n  "\\u007f\\u2028"\n]',
    );
  });
});

test("stored JSON is indented as JSON.stringify does it, whatever it holds", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 3), (value, indent) => {
      const shown = shownJson(JSON.stringify(value, null, indent));
      expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(shown).toBe(shownJson(JSON.stringify(value)));
    }),
  );
  const value = { a: ['{"', "\\", {}, [[]]], b: -0.5 };
  expect(shownJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
});
