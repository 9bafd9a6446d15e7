import { readFileSync } from "node:fs";
import { LAYOUT, WIT, layoutSource } from "../../scripts/engineLayout.js";

const wit = readFileSync(WIT, "utf8");

test("the engine reads and writes values where decider.wit puts them", () => {
  expect(layoutSource(wit)).toBe(readFileSync(LAYOUT, "utf8"));
});

describe("layouts follow the canonical ABI", () => {
  /** The constants of a type that is the parameter of a world's only function. */
  function layoutOf(declarations: string, type: string): Record<string, number> {
    const source = layoutSource(`
      interface types { ${declarations} evolve: func(given: ${type}); }
    `);
    const name = type
      .replace(/[<, ]+/g, "_")
      .replace(/>/g, "")
      .replace(/-/g, "_");
    const body = new RegExp(`pub mod ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? "";
    const constants = body.matchAll(/const (\w+): \w+ = (\d+);/g);
    return Object.fromEntries(
      [...constants].map(([, key = "", value]): [string, number] => [key, Number(value)]),
    );
  }

  test("a record's fields are aligned each, and its size to the widest", () => {
    expect(layoutOf("record r { a: bool, b: u64, c: u8, d: u32 }", "r")).toEqual({
      SIZE: 24,
      ALIGN: 8,
      A: 0,
      B: 8,
      C: 16,
      D: 20,
    });
  });

  test("a variant's payload lies behind the case, as far as its widest case asks", () => {
    expect(layoutOf("variant v { a(bool), b(u64), c }", "v")).toEqual({
      SIZE: 16,
      ALIGN: 8,
      A: 0,
      B: 1,
      C: 2,
      PAYLOAD: 8,
    });
  });

  test("an enum is its case alone", () => {
    expect(layoutOf("enum e { a, b }", "e")).toEqual({ SIZE: 1, ALIGN: 1, A: 0, B: 1 });
  });

  test("an option is a variant of nothing and something", () => {
    expect(layoutOf("", "option<string>")).toEqual({
      SIZE: 12,
      ALIGN: 4,
      NONE: 0,
      SOME: 1,
      PAYLOAD: 4,
    });
  });

  test("a tuple is a record without names", () => {
    expect(layoutOf("", "tuple<u8, s64>")).toEqual({
      SIZE: 16,
      ALIGN: 8,
      FIELD_0: 0,
      FIELD_1: 8,
    });
  });

  test("a type that it does not know is refused", () => {
    expect(() => layoutOf("", "f64")).toThrow("the layout of f64 is unknown");
  });
});
