import { scanSource } from "../../src/build/scan/index.js";

const typeOf = (type: string): unknown =>
  scanSource(`import { Cash as Money } from "./money.js";\nclass A { x: ${type}; }`, "a.ts")
    .classes[0]?.fields[0]?.written;

const text = { type: "string" };
const number = { type: "number" };

describe("what the type of a field says of its JSON", () => {
  it.each<[string, object]>([
    ["string", { schema: text }],
    ["string | undefined", { schema: text }],
    ["string | null", { schema: text, hasNull: true }],
    ["(string | number) | null", { schema: { anyOf: [text, number] }, hasNull: true }],
    ['"open" | "closed"', { schema: { enum: ["open", "closed"] } }],
    ["-1 | 0 | true", { schema: { enum: [-1, 0, true] } }],
    ["`a${string}`", { schema: text }],
    [
      "{ a: string; b?: number; c: string | undefined }",
      {
        schema: {
          type: "object",
          properties: { a: text, b: number, c: text },
          required: ["a"],
        },
      },
    ],
  ])("tells of %s", (type, told) => {
    expect(typeOf(type)).toEqual({ hasNull: false, names: [], ...told });
  });

  it.each<[string, string, object]>([
    ["readonly string[]", "list", { type: "array", items: text }],
    ["ReadonlyArray<string>", "list", { type: "array", items: text }],
    ["Set<string>", "list", { type: "array", items: text }],
    ["[string, number]", "list", { type: "array", items: { anyOf: [text, number] } }],
    ["Map<string, number>", "map", { type: "object", additionalProperties: number }],
    ["Record<string, number>", "map", { type: "object", additionalProperties: number }],
    ["{ [key: string]: number }", "map", { type: "object", additionalProperties: number }],
  ])("tells of %s that it is a %s", (type, many, schema) => {
    const collection = { many, hasNull: false };
    expect(typeOf(type)).toEqual({ hasNull: false, names: [], schema, collection });
  });

  it("tells of values that may be null", () => {
    expect(typeOf("(Money | null)[] | null")).toEqual({
      hasNull: true,
      names: [],
      collection: { many: "list", hasNull: true },
    });
  });

  it.each<[string, string[]]>([
    ["Money", ["Cash"]],
    ["Money | Date", ["Cash", "Date"]],
    ["unknown", [""]],
    ["Money & { a: string }", [""]],
    ["bigint", []],
    ["{ a: Money }", []],
  ])("leaves open what %s is", (type, names) => {
    expect(typeOf(type)).toEqual({ hasNull: false, names });
  });
});
