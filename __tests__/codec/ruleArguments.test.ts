import "reflect-metadata";
import { IsIn, Validate, ValidatorConstraint } from "class-validator";
import { describePayload } from "../../src/codec/index.js";

@ValidatorConstraint({ name: "anything" })
class Anything {
  validate(): boolean {
    return true;
  }
}

interface Node {
  name: string;
  parent?: Node;
  children: Node[];
}
const root: Node = { name: "root", children: [] };
root.children.push({ name: "leaf", parent: root, children: [] });
const deep = Array.from({ length: 40 }).reduce<unknown>((inside) => ({ inside }), 1);
const hostile = new Proxy(
  {},
  {
    ownKeys() {
      throw new Error("no keys");
    },
  },
);

test.each<[string, unknown, unknown]>([
  [
    "what holds itself",
    root,
    { name: "root", children: [{ name: "leaf", parent: "[circular]", children: [] }] },
  ],
  ["bigints in depth", { of: [1n] }, { of: ["1"] }],
  ["symbols and functions", [Symbol("s"), Map], ["Symbol(s)", "function Map"]],
  ["numbers that are none", [NaN, -Infinity, 1], ["NaN", "-Infinity", 1]],
  ["maps and sets", [new Map([[1, 2n]]), new Set(["a"])], [{ 1: "2" }, ["a"]]],
  [
    "dates and patterns",
    [new Date(0), new Date(NaN), /a/g],
    ["1970-01-01T00:00:00.000Z", "Invalid Date", "/a/g"],
  ],
  ["nothing", [null, undefined], [null, null]],
  ["what cannot be looked at", { hostile }, { hostile: "[unreadable]" }],
])("a rule's arguments are told as far as JSON carries them: %s", (_title, given, told) => {
  class Ruled {
    @Validate(Anything, [given]) value!: unknown;
  }
  const { rules } = describePayload(Ruled).properties[0] ?? { rules: [] };
  expect(rules).toEqual([{ name: "customValidation", constraints: [told] }]);
  expect(() => JSON.stringify(rules)).not.toThrow();
});

test("arguments that are deep are cut off, and bigints in a list are told", () => {
  class Ruled {
    @Validate(Anything, [deep]) @IsIn([1n, 2n]) value!: unknown;
  }
  expect(JSON.stringify(describePayload(Ruled).properties)).toMatch(
    /"…".*\["1","2"\]|\["1","2"\].*"…"/,
  );
});
