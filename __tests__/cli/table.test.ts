import { style } from "../../src/cli/terminal.js";
import { table } from "../../src/cli/table.js";

describe("a table", () => {
  it("aligns columns to the left, and the named ones to the right", () => {
    const rows = [
      ["line", "command", "outcome"],
      ["7", "deposit", "accepted"],
      ["12", "close-account", "conflict"],
    ];
    expect(table(rows, [0])).toEqual([
      "line  command        outcome",
      "   7  deposit        accepted",
      "  12  close-account  conflict",
    ]);
  });

  it("ends no line in spaces", () => {
    expect(
      table([
        ["a", ""],
        ["long", "b"],
      ]),
    ).toEqual(["a", "long  b"]);
  });

  it("counts characters, not code units, and no colours", () => {
    const green = style(true).green("ab");
    expect(
      table([
        ["😀", "x"],
        [green, "y"],
      ]),
    ).toEqual(["😀   x", `${green}  y`]);
  });

  it("may have rows of different lengths, or none", () => {
    expect(table([["a"], ["b", "c"]])).toEqual(["a", "b  c"]);
    expect(table([])).toEqual([]);
  });
});
