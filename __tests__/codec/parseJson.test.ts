import fc from "fast-check";
import { decodeUtf8, encodeUtf8, JsonError, MAX_DEPTH, parseJson } from "../../src/codec/index.js";

const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

const nestedObjects = (levels: number): string =>
  `${`{"a":`.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;

describe("the depth of JSON", () => {
  test("is limited to 64 levels", () => {
    expect(MAX_DEPTH).toBe(64);
  });

  test.each([
    ["arrays", nested],
    ["objects", nestedObjects],
  ] as const)("64 levels of %s are read, 65 are refused", (_kind, write) => {
    expect(parseJson(write(MAX_DEPTH))).toEqual(JSON.parse(write(MAX_DEPTH)));
    expect(() => parseJson(write(MAX_DEPTH + 1))).toThrow(
      new JsonError("the text is nested deeper than 64 levels"),
    );
  });

  test("what lies deep beside much that is flat is found", () => {
    const flat = `[${"[],".repeat(1000)}`;
    expect(() => parseJson(`${flat}${nested(MAX_DEPTH)}]`)).toThrow(JsonError);
    expect(parseJson(`${flat}${nested(MAX_DEPTH - 1)}]`)).toHaveLength(1001);
  });

  test("brackets side by side, or inside strings, are not deep", () => {
    expect(parseJson(`[${Array.from({ length: 500 }, () => "{}").join(",")}]`)).toHaveLength(500);
    expect(parseJson(`"${"[{".repeat(500)}"`)).toHaveLength(1000);
  });

  test("a hundred thousand levels are refused without exhausting the stack", () => {
    expect(() => parseJson(nested(100_000))).toThrow(JsonError);
    expect(() => parseJson(nestedObjects(100_000))).toThrow(JsonError);
  });
});

describe("what is no JSON", () => {
  test.each(["", "{", "undefined", "{'a':1}", "[1,]", "01", "NaN", "1 2", `"\n"`])(
    "%j is refused with the place",
    (text) => {
      expect(() => parseJson(text)).toThrow(JsonError);
      expect(() => parseJson(text)).toThrow(/^the text is no JSON: (expected|it ends)/);
    },
  );
});

describe("UTF-8", () => {
  test.each([
    ["a lone continuation byte", [0x80]],
    ["a cut sequence", [0xe2, 0x82]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["an encoded surrogate", [0xed, 0xa0, 0x80]],
    ["a code point beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
    ["0xff", [0xff]],
  ])("%s is refused and not replaced", (_what, bytes) => {
    expect(() => decodeUtf8(Uint8Array.from([0x22, ...bytes, 0x22]))).toThrow(
      new JsonError("the text is no UTF-8 text"),
    );
  });

  test("broken bytes in one call leave the next one as it is", () => {
    expect(() => decodeUtf8(Uint8Array.of(0xe2, 0x82))).toThrow(JsonError);
    expect(decodeUtf8(Uint8Array.of(0x41))).toBe("A");
  });

  test("every well-formed text comes back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
    );
  });
});

describe("a byte order mark", () => {
  test("is passed over, also after bytes that were refused", () => {
    expect(() => decodeUtf8(Uint8Array.of(0xff))).toThrow(JsonError);
    const bytes = new TextEncoder().encode('\ufeff{"a":1}');
    expect(parseJson(decodeUtf8(bytes))).toEqual({ a: 1 });
    expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 });
  });

  test("is passed over once, and only at the beginning", () => {
    expect(() => parseJson("\ufeff\ufeff1")).toThrow(JsonError);
    expect(parseJson('"\ufeff"')).toBe("\ufeff");
  });
});
