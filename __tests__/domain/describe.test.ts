import { describe as described } from "../../src/domain/index.js";

describe("a value in an error", () => {
  it.each([
    ["\u001b[31m", '"\\u001b[31m"'],
    ["a\u009b2Jb", '"a\\u009b2Jb"'],
    ["\x7f", '"\\u007f"'],
    ["a\u202eb\u2066c\u2028", '"a\\u202eb\\u2066c\\u2028"'],
    ["naïve 中", '"naïve 中"'],
  ])("shows what a terminal would obey: %j", (value, shown) => {
    expect(described(value)).toBe(shown);
  });
});
