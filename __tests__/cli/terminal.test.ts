import { harmless, style } from "../../src/cli/terminal.js";

const CLEAR = "\u001b[2J";

describe("a line that is written", () => {
  it("obeys nothing that a text of others brings along", () => {
    const text = `a${CLEAR}\u001b]52;c;ZXZpbA==\u0007\rb\u009b2J\u202ec`;
    expect(harmless(text, false)).toBe(
      "a\\u001b[2J\\u001b]52;c;ZXZpbA==\\u0007\\rb\\u009b2J\\u202ec",
    );
  });

  it("keeps line breaks, tabs and, where they are wanted, the program's colours", () => {
    expect(harmless("a\n\tb", false)).toBe("a\n\tb");
    const red = style(true).red("error:");
    expect(harmless(`${red} ${CLEAR}`, true)).toBe(`${red} \\u001b[2J`);
    expect(harmless("\u001b[31mred", false)).toBe("\\u001b[31mred");
  });
});
