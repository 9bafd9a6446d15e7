import fc from "fast-check";
import {
  extensionNameProblem,
  extensionValueProblem,
  Timestamp,
  toExtensionValue,
  type ExtensionInput,
  type ExtensionValue,
} from "../../src/domain/index.js";

const bytes = new Uint8Array([1, 2]);
const instant = new Timestamp(1n, 2);

describe("the name of an extension", () => {
  test.each(["a", "9", "traceparent", "x509", "comexampleextension1"])("may be %s", (name) => {
    expect(extensionNameProblem(name)).toBeUndefined();
  });

  test.each(["", "A", "trace-parent", "trace_parent", "a b", "é", "a\n", "__proto__"])(
    "must not be %j (CloudEvents 1.0 §3.1)",
    (name) => {
      expect(extensionNameProblem(name)).toBe(
        `extension name ${JSON.stringify(name)} must consist of lower-case letters and digits`,
      );
    },
  );

  test.each([
    "id",
    "source",
    "specversion",
    "type",
    "data",
    "subject",
    "time",
    "datacontenttype",
    "dataschema",
    "sequence",
    "recordedtime",
  ])("must not be %s, which is an attribute already", (name) => {
    expect(extensionNameProblem(name)).toBe(
      `extension ${name} is an attribute that the platform sets`,
    );
  });
});

describe("the short form of an extension's value", () => {
  test.each<[string, ExtensionInput, ExtensionValue]>([
    ["true", true, { kind: "boolean", value: true }],
    ["false", false, { kind: "boolean", value: false }],
    ["text", "a", { kind: "string", value: "a" }],
    ["empty text", "", { kind: "string", value: "" }],
    ["an integer", 7, { kind: "integer", value: 7 }],
    ["the smallest integer", -(2 ** 31), { kind: "integer", value: -2147483648 }],
    ["the greatest integer", 2 ** 31 - 1, { kind: "integer", value: 2147483647 }],
    ["bytes", bytes, { kind: "binary", value: bytes }],
    ["a Timestamp", instant, { kind: "timestamp", value: instant }],
    ["a Date", new Date(1500), { kind: "timestamp", value: new Timestamp(1n, 500_000_000) }],
  ])("stands for %s", (_, input, value) => {
    expect(toExtensionValue(input)).toEqual(value);
  });

  test("accepts exactly the integers of 32 bits", () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.maxSafeInteger(), fc.integer()), (value) => {
        const fits = Number.isInteger(value) && (value | 0) === value + 0;
        if (fits) expect(toExtensionValue(value)).toEqual({ kind: "integer", value });
        else expect(() => toExtensionValue(value)).toThrow(RangeError);
      }),
    );
  });

  test.each([
    [2 ** 31, "2147483648"],
    [1.5, "1.5"],
    [Number.NaN, "NaN"],
  ])("refuses the number %p and says what to do", (value, given) => {
    expect(() => toExtensionValue(value)).toThrow(
      new RangeError(
        `an integer extension has 32 bits; got ${given} (send it as a string instead)`,
      ),
    );
  });

  test.each([
    [null, "null"],
    [undefined, "undefined"],
    [5n, "5n"],
    [[], "an array of 0"],
    [{}, "an object"],
    [Symbol("s"), "Symbol(s)"],
  ])("refuses %p", (value, given) => {
    const attempt = () => toExtensionValue(value as unknown as ExtensionInput);
    expect(attempt).toThrow(TypeError);
    expect(attempt).toThrow(
      `an extension must be a boolean, 32-bit integer, string, Uint8Array, Timestamp, Date or { kind, value }, got ${given}`,
    );
  });

  test("refuses a Date that is none", () => {
    expect(() => toExtensionValue(new Date(Number.NaN))).toThrow("the Date is invalid");
  });
});

describe("the explicit form of an extension's value", () => {
  test.each<ExtensionValue>([
    { kind: "boolean", value: false },
    { kind: "integer", value: -1 },
    { kind: "string", value: "" },
    { kind: "binary", value: bytes },
    { kind: "uri", value: "https://example.com/" },
    { kind: "uri-ref", value: "../a" },
    { kind: "timestamp", value: instant },
  ])("is kept: %p", (value) => {
    expect(toExtensionValue(value)).toEqual(value);
    expect(extensionValueProblem(value)).toBeUndefined();
  });

  test.each([
    [{ kind: "boolean", value: "true" }, 'kind boolean must hold a boolean, got "true"'],
    [{ kind: "string", value: 1 }, "kind string must hold a string, got 1"],
    [
      { kind: "string", value: { kind: "string", value: 1 } },
      "kind string must hold a string, got an object",
    ],
    [{ kind: "string", value: "\ud800" }, 'must hold whole surrogate pairs, got "\\ud800"'],
    [{ kind: "uri", value: new URL("a:b") }, "must hold a string, got an instance of URL"],
    [{ kind: "uri-ref" }, "kind uri-ref must hold a string, got undefined"],
    [{ kind: "binary", value: [1] }, "kind binary must hold a Uint8Array, got an array of 1"],
    [
      { kind: "timestamp", value: new Date(0) },
      "kind timestamp must hold a Timestamp, got an instance of Date",
    ],
    [{ kind: "timestamp", value: null }, "kind timestamp must hold a Timestamp, got null"],
    [{ kind: "float", value: 1 }, '"float" is no kind of extension; expected boolean, integer'],
  ])("is refused when kind and value differ: %p", (value, complaint) => {
    expect(extensionValueProblem(value)).toContain(complaint);
    const attempt = () => toExtensionValue(value as unknown as ExtensionValue);
    expect(attempt).toThrow(TypeError);
    expect(attempt).toThrow(complaint);
  });

  test.each([2 ** 31, 0.5, "1", 1n, null])("has no integer %p", (value) => {
    const extension = { kind: "integer", value };
    expect(extensionValueProblem(extension)).toContain("an integer extension has 32 bits");
    expect(() => toExtensionValue(extension as ExtensionValue)).toThrow(RangeError);
  });

  test.each([
    [null, "null is no { kind, value }"],
    ["a", '"a" is no { kind, value }'],
    [{}, "undefined is no kind of extension"],
  ])("is not %p", (value, complaint) => {
    expect(extensionValueProblem(value)).toContain(complaint);
  });
});

describe("a text extension", () => {
  const problem = (kind: string, value: string): string | undefined =>
    extensionValueProblem({ kind, value });

  test.each([
    ["a line break", "a\nb", "U+000A"],
    ["an escape", "\u001b[2J", "U+001B"],
    ["DEL", "\x7f", "U+007F"],
    ["a control character of the second kind", "a\u009b2J", "U+009B"],
    ["a noncharacter", "\ufdd0", "U+FDD0"],
    ["U+FFFF", "\uffff", "U+FFFF"],
    ["a noncharacter beyond U+FFFF", "a\u{10fffe}", "U+10FFFE"],
  ])("must not hold %s, as CloudEvents has it", (_what, text, codePoint) => {
    for (const kind of ["string", "uri", "uri-ref"]) {
      expect(problem(kind, text)).toContain(
        `an extension of kind ${kind} must not hold ${codePoint}`,
      );
    }
    expect(() => toExtensionValue(text)).toThrow(TypeError);
  });

  test.each(["", "plain", "naïve \u{1f600} 中", "a\u00a0b", "\ufffd", "\u{1fffd}", "C:\\temp"])(
    "may hold %p",
    (text) => {
      expect(problem("string", text)).toBeUndefined();
    },
  );

  test.each([
    "https://example.org/a/b?c=d#e",
    "urn:uuid:7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10",
    "mailto:a@b.c",
    "http://[::1]:8080/",
    "http://user@host:80",
    // Only text here: no such file is meant.
    "file:///tmp/a%20b",
    "a:",
  ])("of kind uri may be %p", (text) => {
    expect(problem("uri", text)).toBeUndefined();
    expect(problem("uri-ref", text)).toBeUndefined();
  });

  test.each(["", "/a/b", "../a", "//host/a", "?q", "#f", "a/b:c"])(
    "of kind uri-ref may be %p, which is no uri",
    (text) => {
      expect(problem("uri-ref", text)).toBeUndefined();
      expect(problem("uri", text)).toContain("must hold a URI with a scheme");
    },
  );

  test.each([
    "no uri at all",
    "a%zz",
    "a%2",
    "1a:b",
    "a_b:c",
    "http://[::1",
    "http://a:b:c/",
    "a#b#c",
    "a[b]",
    "http://ä.example/",
    "<a>",
    'a"b',
  ])("of neither kind may be %p", (text) => {
    expect(problem("uri", text)).toContain("RFC 3986");
    expect(problem("uri-ref", text)).toContain("must hold a uri-ref (RFC 3986)");
  });

  test("is judged in a moment, however long it is", () => {
    const long = `a:${"%41/".repeat(200_000)}`;
    expect(problem("uri", long)).toBeUndefined();
    expect(problem("uri", `${long} `)).toContain("RFC 3986");
  });
});
