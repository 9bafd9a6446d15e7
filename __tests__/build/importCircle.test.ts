import { importCircle } from "../../src/build/discover/importCircle.js";

const imports = new Map(
  Object.entries({ a: ["b", "c"], b: ["d"], c: ["a"], d: ["b", "a", "d"], e: ["a"], f: ["f"] }),
);

it.each([
  ["a", ["a", "c", "a"]],
  ["b", ["b", "d", "b"]],
  ["f", ["f", "f"]],
])("the shortest circle through %s", (module, circle) => {
  expect(importCircle(imports, module)).toEqual(circle);
});

it("a module that only leads to a circle is in none", () => {
  expect(importCircle(imports, "e")).toBeUndefined();
  expect(importCircle(imports, "unknown")).toBeUndefined();
});
