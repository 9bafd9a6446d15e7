import fc from "fast-check";
import {
  describe as shown,
  identifierProblem,
  isWellFormed,
  nameProblem,
  parseName,
  utf8Length,
  type IdentifierKind,
  type NameKind,
} from "../../src/domain/index.js";

/** Any string that JavaScript can hold, halves of surrogate pairs included. */
const anyString = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7f0, max: 0xe010 })))
  .map((units) => String.fromCharCode(...units));

describe("a name", () => {
  const KINDS: NameKind[] = ["database", "stream", "state view", "state change", "parameter"];

  test.each([
    "ab",
    "a1",
    "A-",
    "a.",
    "a_",
    "accounts",
    "Accounts.eu-west_1",
    `a${"b".repeat(127)}`,
  ])("may be %j", (name) => {
    for (const kind of KINDS) expect(nameProblem(kind, name)).toBeUndefined();
    expect(parseName("stream", name)).toBe(name);
  });

  test.each([
    "",
    "a",
    "1a",
    "-a",
    "_a",
    ".a",
    " ab",
    "ab ",
    "ab\n",
    "a/b",
    "a b",
    "aé",
    "éa",
    "aÅ",
    "a\u0000",
    "a\u212a",
    `a${"b".repeat(128)}`,
  ])("must not be %j", (name) => {
    expect(nameProblem("stream", name)).toBe(
      `stream name ${shown(name)} must start with a letter and have 2 to 128 letters, digits, "-", "_" or "."`,
    );
  });

  test.each([
    [undefined, "undefined"],
    [null, "null"],
    [42, "42"],
    [{}, "an object"],
    [["ab"], "an array of 1"],
    [new String("ab"), "an instance of String"],
  ])("must be a string, not %p", (value, given) => {
    expect(nameProblem("database", value)).toBe(`database name must be a string, got ${given}`);
  });

  test("is valid exactly when it is 2 to 128 allowed characters, the first a letter", () => {
    const letters = "abcxyzABCXYZ";
    const allowed = `${letters}0189-_.`;
    const some = fc.string({
      unit: fc.oneof(
        { weight: 30, arbitrary: fc.constantFrom(...Array.from(allowed)) },
        { weight: 1, arbitrary: fc.constantFrom(" ", "/", ":", "é", "\n", "~") },
      ),
      maxLength: 140,
      size: "max",
    });
    fc.assert(
      fc.property(some, (text) => {
        const expected =
          text.length >= 2 &&
          text.length <= 128 &&
          letters.includes(text.charAt(0)) &&
          Array.from(text).every((character) => allowed.includes(character));
        expect(nameProblem("stream", text) === undefined).toBe(expected);
      }),
    );
  });

  test("that is refused throws what is wrong with it", () => {
    expect(() => parseName("state view", "x")).toThrow(RangeError);
    expect(() => parseName("state view", "x")).toThrow('state view name "x" must start');
  });
});

describe("an identifier", () => {
  const KINDS: IdentifierKind[] = ["event id", "event type", "subject"];

  test.each([
    ["one character", "x"],
    ["spaces inside", "a b"],
    ["spaces around", "  a  "],
    ["255 bytes of ASCII", "x".repeat(255)],
    ["255 bytes in 85 characters", "€".repeat(85)],
    ["252 bytes in 63 pairs", "😀".repeat(63)],
    ["other control characters", "\u0000\u001e\u007f"],
    ["a byte order mark, which is no white space in Unicode", "\ufeff"],
  ])("may have %s", (_, value) => {
    for (const kind of KINDS) expect(identifierProblem(kind, value)).toBeUndefined();
  });

  test.each(["", " ", "\t\r\n", "\u00a0", "\u0085", "\u2003\u3000", "\u2028\u2029"])(
    "must not be blank like %j",
    (value) => {
      expect(identifierProblem("subject", value)).toBe(
        `subject must not be blank, got ${shown(value)}`,
      );
    },
  );

  test("is blank when it consists of Unicode's white space, and of nothing else", () => {
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      const blank = identifierProblem("subject", character)?.includes("must not be blank") ?? false;
      if (blank !== /\p{White_Space}/u.test(character)) {
        throw new Error(`U+${code.toString(16)} is taken for ${blank ? "white space" : "text"}`);
      }
    }
  });

  test.each([
    ["256 bytes of ASCII", "x".repeat(256), "has 256 bytes in UTF-8; at most 255 are allowed"],
    ["86 characters of 3 bytes", "€".repeat(86), "has 258 bytes in UTF-8; at most 255 are allowed"],
    ["a unit separator", "a\u001fb", "must not contain U+001F"],
    ["half a surrogate pair", "a\ud83d", "must not contain half a surrogate pair"],
    ["a pair in the wrong order", "\ude00\ud83d", "must not contain half a surrogate pair"],
  ])("must not have %s", (_, value, complaint) => {
    for (const kind of KINDS) {
      expect(identifierProblem(kind, value)).toBe(`${kind} ${shown(value)} ${complaint}`);
    }
  });

  test.each([undefined, null, 1, 1n, true, {}])("must be a string, not %p", (value) => {
    expect(identifierProblem("event id", value)).toBe(
      `event id must be a string, got ${shown(value)}`,
    );
  });

  test("that is accepted comes back from UTF-8 as it was", () => {
    fc.assert(
      fc.property(anyString, (text) => {
        fc.pre(identifierProblem("subject", text) === undefined);
        const bytes = new TextEncoder().encode(text);
        expect(bytes.length).toBeLessThan(256);
        expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).toBe(text);
      }),
    );
  });
});

describe("the length in UTF-8", () => {
  test.each([
    ["", 0],
    ["\u007f", 1],
    ["\u0080", 2],
    ["\u07ff", 2],
    ["\u0800", 3],
    ["\uffff", 3],
    ["\u{10000}", 4],
    ["\u{10ffff}", 4],
    ["\ud800", 3],
    ["\udc00\ud800", 6],
  ])("of %j is %p", (text, bytes) => {
    expect(utf8Length(text)).toBe(bytes);
    expect(utf8Length(`a${text}b`)).toBe(bytes + 2);
  });

  test("is what an encoder writes, also for lone surrogates", () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});

describe("text is well-formed", () => {
  test("exactly when an encoder replaces nothing", () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const bytes = new TextEncoder().encode(text);
        const decoded = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        expect(isWellFormed(text)).toBe(decoded === text);
      }),
    );
  });
});

describe("a value in an error text", () => {
  class Account {}
  class Named {}
  Object.defineProperty(Named, "name", { value: 7 });
  const inheritsNothing = Object.create(Object.create(null) as object) as object;

  test.each([
    ["text", "a", '"a"'],
    ["text with quotes and lines", 'a"\n', '"a\\"\\n"'],
    ["text of 60", "x".repeat(60), `"${"x".repeat(60)}"`],
    ["longer text", "x".repeat(61), `"${"x".repeat(57)}…"`],
    ["a bigint", -5n, "-5n"],
    ["a long bigint", 10n ** 70n, `1${"0".repeat(56)}…n`],
    ["a number", 1.5, "1.5"],
    ["NaN", Number.NaN, "NaN"],
    ["undefined", undefined, "undefined"],
    ["null", null, "null"],
    ["a symbol", Symbol("s"), "Symbol(s)"],
    ["a class", Account, "function Account"],
    ["a class whose static name is no text", Named, "a function"],
    ["a function without a name", () => 0, "a function"],
    ["an array", [1, 2], "an array of 2"],
    ["an object", { a: 1 }, "an object"],
    ["an object without a prototype", Object.create(null), "an object"],
    ["an object that inherits no constructor", inheritsNothing, "an object"],
    ["an object with a constructor that is none", { constructor: "x" }, "an object"],
    ["an instance", new Account(), "an instance of Account"],
    ["an instance of a class with an odd name", new Named(), "an object"],
    ["a Date", new Date(0), "an instance of Date"],
  ])("is shown for %s", (_, value, text) => {
    expect(shown(value)).toBe(text);
  });

  test("is short and on one line, whatever the value", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        const text = shown(value);
        expect(text).not.toMatch(/[\n\r]/);
        // 58 units of six characters each, when all of them must be escaped.
        expect(text.length).toBeLessThan(400);
      }),
    );
  });
});
