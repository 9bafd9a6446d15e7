import { replaceBundlePlaces } from "../../src/model/sourceLocation.js";

const replaced = (text: string, name = "deposit"): string =>
  replaceBundlePlaces(text, name, (line, column) =>
    line > 100 ? undefined : { file: "src/a.ts", line: line + 1, column: column + 1 },
  );

describe("places of a bundle become places of the sources", () => {
  it.each([
    ["at f (deposit.js:3:4)", "at f (src/a.ts:4:5)"],
    ["f@deposit.js:3:4, g@deposit.js:5:6", "f@src/a.ts:4:5, g@src/a.ts:6:7"],
  ])("%s", (text, expected) => {
    expect(replaced(text)).toBe(expected);
  });

  it.each([
    ["that the source map does not know", "at f (deposit.js:101:4)"],
    ["of another definition", "at f (my.deposit.js:3:4)"],
    ["of a file of that name", "at f (lib/deposit.js:3:4)"],
    ["without a line, which engines give for code of their own", "at f (deposit.js:0:1)"],
    ["without a column", "at f (deposit.js:3:0)"],
  ])("but not places %s", (_, text) => {
    expect(replaced(text)).toBe(text);
  });

  it("whatever stands in the definition's name", () => {
    expect(replaced("at f (my.deposit.js:3:4)", "my.deposit")).toBe("at f (src/a.ts:4:5)");
    expect(replaced("at f (myXdeposit.js:3:4)", "my.deposit")).toBe("at f (myXdeposit.js:3:4)");
  });
});
