import fc from "fast-check";
import { MAX_REVISION, parseRevision } from "../../src/domain/index.js";

describe("a revision", () => {
  test("has 64 bits, unsigned", () => {
    expect(MAX_REVISION).toBe(0xffff_ffff_ffff_ffffn);
    expect(parseRevision("the revision", 0n)).toBe(0n);
    expect(parseRevision("the revision", MAX_REVISION)).toBe(MAX_REVISION);
  });

  test("is kept as it is, when it fits", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }), (value) => {
        const fits = value === BigInt.asUintN(64, value);
        if (fits) expect(parseRevision("the revision", value)).toBe(value);
        else expect(() => parseRevision("the revision", value)).toThrow(RangeError);
      }),
    );
  });

  test.each([
    [-1n, "the limit must be between 0 and 2^64 - 1, got -1n"],
    [2n ** 64n, "the limit must be between 0 and 2^64 - 1, got 18446744073709551616n"],
  ])("is refused beyond them: %p", (value, complaint) => {
    expect(() => parseRevision("the limit", value)).toThrow(new RangeError(complaint));
  });

  test.each([
    [1, "the limit must be a bigint, got 1"],
    ["1", 'the limit must be a bigint, got "1"'],
    [undefined, "the limit must be a bigint, got undefined"],
    [null, "the limit must be a bigint, got null"],
    [Object(1n), "the limit must be a bigint, got an instance of BigInt"],
  ])("is never made of another type: %p", (value, complaint) => {
    expect(() => parseRevision("the limit", value)).toThrow(TypeError);
    expect(() => parseRevision("the limit", value)).toThrow(complaint);
  });
});
