import { compilerErrors } from "../../src/build/types/compilerErrors.js";

it("what the compiler prints is read with its places", () => {
  const output = [
    "src/a.ts(6,118): error TS2322: Type 'number' is not assignable to type 'string'.",
    "../shared/b (copy).ts(1,1): error TS1005: ';' expected.",
  ].join("\n");
  expect(compilerErrors(output)).toEqual([
    {
      code: "TS2322",
      message: "Type 'number' is not assignable to type 'string'.",
      where: { file: "src/a.ts", line: 6, column: 118 },
    },
    {
      code: "TS1005",
      message: "';' expected.",
      where: { file: "../shared/b (copy).ts", line: 1, column: 1 },
    },
  ]);
});

it("lines that are indented go on from the one before", () => {
  const output = `src/a.ts(1,2): error TS2345: Argument of type 'A' is not assignable.\r
  Property 'x' is missing.\r
    In type 'A'.\r
`;
  expect(compilerErrors(output)).toMatchObject([
    {
      message: "Argument of type 'A' is not assignable. Property 'x' is missing. In type 'A'.",
    },
  ]);
});

it("errors of the options have no place", () => {
  expect(compilerErrors("error TS5023: Unknown compiler option 'colour'.\n")).toEqual([
    { code: "TS5023", message: "Unknown compiler option 'colour'.", where: undefined },
  ]);
});

it("what is no error is passed over", () => {
  expect(compilerErrors("\n  indented\nVersion 7.0.2\n")).toEqual([]);
});
