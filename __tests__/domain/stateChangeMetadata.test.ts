import fc from "fast-check";
import { CommandHeaders } from "../../src/domain/index.js";

describe("the headers of a command", () => {
  const headers = new CommandHeaders([
    ["X-Tenant", "a"],
    ["traceparent", "00-1"],
    ["x-tenant", "b"],
    ["X-Empty", ""],
  ]);

  test.each(["X-Tenant", "x-tenant", "X-TENANT"])("are found by %s, whatever the case", (name) => {
    expect(headers.get(name)).toBe("a");
    expect(headers.getAll(name)).toEqual(["a", "b"]);
    expect(headers.has(name)).toBe(true);
  });

  test("know an empty value from an absent one", () => {
    expect(headers.get("x-empty")).toBe("");
    expect(headers.has("x-empty")).toBe(true);
    expect(headers.get("x-none")).toBeUndefined();
    expect(headers.getAll("x-none")).toEqual([]);
    expect(headers.has("x-none")).toBe(false);
  });

  test("may be none", () => {
    expect([...new CommandHeaders()]).toEqual([]);
    expect(new CommandHeaders().has("x")).toBe(false);
  });

  test("are not changed by what happens to the list that they were made from", () => {
    const list: [string, string][] = [["a", "1"]];
    const made = new CommandHeaders(list);
    list.push(["b", "2"]);
    expect([...made]).toEqual([["a", "1"]]);
  });

  test("may be given as anything that is iterated over, and are iterated over again and again", () => {
    const made = new CommandHeaders(new Map([["a", "1"]]).entries());
    expect([...made]).toEqual([["a", "1"]]);
    expect([...made]).toEqual([["a", "1"]]);
  });

  test("keep order, case and repetition; and every one of them is found", () => {
    const names = fc.constantFrom("A", "a", "b", "B", "constructor", "__proto__");
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), names, (entries, name) => {
        const made = new CommandHeaders(entries);
        expect([...made]).toEqual(entries);
        const values = entries
          .filter(([key]) => key.toLowerCase() === name.toLowerCase())
          .map(([, value]) => value);
        expect(made.getAll(name)).toEqual(values);
        expect(made.get(name)).toBe(values[0]);
        expect(made.has(name)).toBe(values.length > 0);
      }),
    );
  });
});
