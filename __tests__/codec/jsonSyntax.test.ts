import fc from "fast-check";
import { jsonSyntaxProblem } from "../../src/codec/jsonSyntax.js";

describe("where a text stops being JSON", () => {
  test.each([
    ["", "it ends where a value is expected"],
    ['{"a": ', "it ends where a value is expected"],
    ['{"a": 1', 'it ends where "," or "}" is expected'],
    ["[1, 2", 'it ends where "," or "]" is expected'],
    ["{a: 1}", 'expected a property name at character 2, got "a: 1}"'],
    ['{"a" 1}', 'expected ":" at character 6, got "1}"'],
    ['{"a": 1,}', 'expected a property name at character 9, got "}"'],
    ["[1,]", 'expected a value at character 4, got "]"'],
    ["[1}", 'expected "," or "]" at character 3, got "}"'],
    ["1 2", 'expected the end at character 3, got "2"'],
    ["01", 'expected a value at character 1, got "01"'],
    ["tru", 'expected a value at character 1, got "tru"'],
    ["'a'", `expected a value at character 1, got "'a'"`],
    ['"a\nb"', 'expected a value at character 1, got "\\"a\\nb\\""'],
    ['"\\x"', 'expected a value at character 1, got "\\"\\\\x\\""'],
    ['"open', 'expected a value at character 1, got "\\"open"'],
  ])("%j: %s", (text, problem) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(jsonSyntaxProblem(text)).toBe(problem);
  });

  test("is found in every text that JSON.parse refuses, and never beyond its end", () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), fc.nat({ max: 3 }))
      .map(([json, at, insert, cut]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + insert + json.slice(place + cut);
      })
      .filter((text) => !isJson(text));
    fc.assert(
      fc.property(damaged, (text) => {
        const problem = jsonSyntaxProblem(text);
        const match = /^expected .+ at character (\d+), got /s.exec(problem);
        if (match === null) expect(problem).toMatch(/^it ends where /);
        else expect(Number(match[1])).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  test("is found in a string of ten million characters", () => {
    expect(jsonSyntaxProblem(`["${"a".repeat(10_000_000)}"`)).toBe(
      'it ends where "," or "]" is expected',
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
