import { UsageError } from "../../src/build/index.js";
import { parseView } from "../../src/cli/viewArgument.js";

describe("a view on the command line", () => {
  it.each([
    ["tally", "tally", {}],
    ["tally?", "tally", {}],
    ["tally?of=a&by=b", "tally", { of: "a", by: "b" }],
    ["tally?of=a?b=c", "tally", { of: "a?b=c" }],
    ["tally?of=a%20b+c%2B", "tally", { of: "a b c+" }],
    ["tally?of=%C3%A9%EF%BF%BD", "tally", { of: "é\ufffd" }],
    ["tally?of", "tally", { of: "" }],
  ])("is read from %s", (text, view, parameters) => {
    expect(parseView(text)).toEqual({ view, parameters });
  });

  it.each([
    ["tally?of=a&of=b", "--view tally?of=a&of=b gives of twice"],
    ["tally?of=%FF", "%FF is no UTF-8 with % before two hexadecimal digits"],
    ["tally?of=100%", "write %25 for a %"],
  ])("is refused where %s would become something else", (text, message) => {
    expect(() => parseView(text)).toThrow(UsageError);
    expect(() => parseView(text)).toThrow(message);
  });
});
