import fc from "fast-check";
import { JsonError, parseJson, stringifyJson } from "../../src/codec/index.js";

describe("stringifyJson", () => {
  test("writes what JSON.stringify writes for what JSON knows", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(stringifyJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  test("leaves out properties that are undefined", () => {
    expect(stringifyJson({ a: undefined, b: null, c: { d: undefined } })).toBe('{"b":null,"c":{}}');
  });

  test("writes dates as ISO text", () => {
    expect(stringifyJson({ on: new Date(0) })).toBe('{"on":"1970-01-01T00:00:00.000Z"}');
  });

  test("what it writes can be read back, lone surrogates too", () => {
    const value = { text: "\ud800 and \udfff", zero: -0 };
    expect(parseJson(stringifyJson(value))).toEqual({ text: value.text, zero: 0 });
  });

  test.each([
    [{ n: Number.NaN }, '"n" holds NaN, which JSON cannot carry'],
    [{ deep: [{ n: Number.POSITIVE_INFINITY }] }, '"n" holds Infinity, which JSON cannot carry'],
    [[1, Number.NEGATIVE_INFINITY], '"1" holds -Infinity, which JSON cannot carry'],
    [{ n: 10n }, '"n" holds the bigint 10; keep it as a string'],
    [{ f: () => 1 }, '"f" holds a function, which JSON cannot carry'],
    [{ s: Symbol("s") }, '"s" holds a symbol, which JSON cannot carry'],
    [{ list: [1, undefined] }, '"1" holds undefined in an array; use null'],
    // eslint-disable-next-line no-sparse-arrays -- the hole is what is tested
    [{ list: [1, , 3] }, '"1" holds undefined in an array; use null'],
    [Number.NaN, "the value holds NaN, which JSON cannot carry"],
    [10n, "the value holds the bigint 10; keep it as a string"],
    [undefined, "the value is undefined, which JSON cannot carry"],
  ])("refuses what JSON cannot carry, and names the place: case %#", (value, message) => {
    expect(() => stringifyJson(value)).toThrow(new JsonError(message));
  });
});
