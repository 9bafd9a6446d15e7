import fc from "fast-check";
import { isExact } from "../../src/codec/exactNumber.js";
import { JsonError, parseJson } from "../../src/codec/index.js";

const refusal = (literal: string): string =>
  `the text holds the number ${literal}, which would be rounded; send it as a string`;

describe("numbers in JSON that a double carries exactly are read", () => {
  test.each([
    ["0", 0],
    ["-0", -0],
    ["0.0", 0],
    ["0e400", 0],
    ["1.0", 1],
    ["1e2", 100],
    ["1E+2", 100],
    ["1.50e1", 15],
    ["0.1", 0.1],
    ["0.10", 0.1],
    ["-0.1", -0.1],
    ["1e-7", 1e-7],
    ["5e-324", 5e-324],
    ["1.7976931348623157e308", Number.MAX_VALUE],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["9007199254740992", 2 ** 53],
    ["1000000000000000000000000", 1e24],
    ["123456789012345680000", 123456789012345680000],
    ["0.30000000000000004", 0.1 + 0.2],
  ] as const)("%s", (literal, value) => {
    expect(parseJson(literal)).toBe(value);
    expect(parseJson(`{"n":[${literal}]}`)).toEqual({ n: [value] });
  });
});

describe("numbers in JSON that would be rounded are refused", () => {
  test.each([
    "9007199254740993",
    "-9007199254740993",
    "1e400",
    "-1e400",
    "1e-400",
    "123456789012345678901234567890",
    "0.1000000000000000055511151231257827",
    "3.14159265358979323846",
    "12345678.901234567890",
    "1.7976931348623159e308",
  ])("%s", (literal) => {
    const places = [literal, `[${literal}]`, `{"n":${literal}}`, `{"n": ${literal} }`];
    for (const text of [...places, `[1,${literal}]`, `[1,\n${literal}]`]) {
      expect(() => parseJson(text)).toThrow(new JsonError(refusal(literal)));
    }
  });

  test("the first of several is told", () => {
    expect(() => parseJson("[1, 9007199254740993, 1e400]")).toThrow(refusal("9007199254740993"));
  });

  test("a long one is told shortened", () => {
    let told = "";
    try {
      parseJson("1".repeat(1000));
    } catch (error) {
      told = (error as Error).message;
    }
    expect(told).toMatch(/^the text holds the number 1{50}/);
    expect(told.length).toBeLessThan(150);
  });
});

describe("digits inside strings are text", () => {
  test.each([
    "9007199254740993",
    "1e400",
    "a, 9007199254740993",
    `quoted \\" : 9007199254740993`,
    `ends in a backslash \\\\`,
    `\\\\\\" [1e400]`,
    "line \\n 1e400",
  ])("%s", (inside) => {
    const text = `{"a":"${inside}","${inside}":1e2,"b":["${inside}"]}`;
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test("and do not hide the number that follows them", () => {
    expect(() => parseJson(`{"a":"x\\\\","b":9007199254740993}`)).toThrow(JsonError);
    expect(() => parseJson(`{"a":"x\\"","b":9007199254740993}`)).toThrow(JsonError);
    expect(() => parseJson(`{"a":"\\\\\\"","b":1e400}`)).toThrow(JsonError);
  });
});

describe("laws", () => {
  test("every double is read as JSON.stringify writes it", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseJson(JSON.stringify([value]))).toEqual([value === 0 ? 0 : value]);
      }),
      { numRuns: 1000 },
    );
  });

  test("a decimal is refused just when it is not the double's own, wherever it stands", () => {
    const digits = (most: number): fc.Arbitrary<string> =>
      fc.string({
        unit: fc.integer({ min: 0, max: 9 }).map(String),
        minLength: 1,
        maxLength: most,
      });
    const whole = fc.oneof(
      fc.constant("0"),
      digits(20).map((text) => text.replace(/^0+(?=.)/, "")),
    );
    const fraction = fc.oneof(
      fc.constant(""),
      digits(20).map((text) => `.${text}`),
    );
    const exponent = fc.oneof(
      fc.constant(""),
      fc.integer({ min: -400, max: 400 }).map((power) => `e${String(power)}`),
    );
    const literal = fc
      .tuple(fc.constantFrom("", "-"), whole, fraction, exponent)
      .map((parts) => parts.join(""));
    const place = fc.constantFrom(
      (text: string) => text,
      (text: string) => `[1, ${text}]`,
      (text: string) => `{"k":"\\u0041\\n","l":[true,null,{}],"n":${text},"":7}`,
      (text: string) => `{"a":"${"x".repeat(40)}","n":{"__proto__":[[${text}]]}}`,
    );
    fc.assert(
      fc.property(literal, place, (text, around) => {
        if (isExact(text)) expect(parseJson(around(text))).toEqual(JSON.parse(around(text)));
        else expect(() => parseJson(around(text))).toThrow(refusal(text));
      }),
      { numRuns: 5000 },
    );
  });

  test("an integer is read exactly or refused, never rounded", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (integer) => {
        let read: unknown;
        try {
          read = parseJson(String(integer));
        } catch (error) {
          expect(error).toBeInstanceOf(JsonError);
          expect(BigInt(Number(integer)) === integer && Math.abs(Number(integer)) < 1e15).toBe(
            false,
          );
          return;
        }
        // A double is written with the fewest digits that name it, and filled up with zeros.
        expect(BigInt(Number(read).toLocaleString("en", { useGrouping: false }))).toBe(integer);
      }),
      { numRuns: 1000 },
    );
  });

  test("any JSON that JSON.stringify writes is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe("hostile text costs no more than its length", () => {
  test("a string of 30 million characters is passed over", () => {
    const text = `{"exponent":1e2,"long":"${"\\n".repeat(15_000_000)}"}`;
    expect(parseJson(text)).toHaveProperty("exponent", 100);
  });

  test("a number with half a million zeros between its digits is refused at once", () => {
    const literal = `1${"0".repeat(500_000)}1`;
    const start = performance.now();
    expect(() => parseJson(literal)).toThrow(JsonError);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
