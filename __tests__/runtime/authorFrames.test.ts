import { describeFailure, setAuthorLines } from "../../src/runtime/index.js";

const failure = (...frames: readonly string[]): string =>
  describeFailure(Object.assign(new Error("m"), { stack: frames.join("\n") }));

describe("the place of a failure in a script that tells the author's lines", () => {
  beforeAll(() => {
    setAuthorLines([
      [10, 20],
      [40, 40],
    ]);
  });

  it.each([10, 15, 20, 40])("is the first that stands on one of them (%i)", (line) => {
    const text = failure(
      "    at integer (try.js:9:1)",
      "    at limit (try.js:21:3)",
      "    at query (try.js:39:3)",
      `    at decide (try.js:${String(line)}:5)`,
      "    at call (try.js:11:7)",
    );
    expect(text).toBe(`Error: m (at decide try.js:${String(line)}:5)`);
  });

  it("is found in stacks of SpiderMonkey, too", () => {
    expect(failure("integer@try.js:9:1", "decide@try.js:12:5", "@initializer.js:12:1")).toBe(
      "Error: m (at decide try.js:12:5)",
    );
  });

  it("is where it was thrown when no frame stands on one", () => {
    expect(failure("    at integer (try.js:9:1)", "    at call (try.js:41:3)")).toBe(
      "Error: m (at integer try.js:9:1)",
    );
  });
});
