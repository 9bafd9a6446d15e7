import { found, scan } from "./scanning.js";

describe("code of a dependency", () => {
  it("is warned of, once for each kind and file", () => {
    const code = `
// lib/a.js
export const a = () => [process.env.A, process.env.B, new Date()];
export const b = Math.random();
// lib/b.js
export const c = () => process.env.C;`;
    expect(found(code, "state-view")).toEqual([
      "warning ESF501 process",
      "warning ESF502 new Date()",
      "warning ESF503 Math.random()",
      "warning ESF501 process",
    ]);
    expect(scan(code, "state-view").diagnostics[0]).toMatchObject({
      where: { file: "lib/a.js", line: 3 },
      remedy: "Make sure that this part of the dependency is never called, or use another one.",
    });
  });

  it("may not hold a pattern that breaks the whole bundle", () => {
    const code = String.raw`
// lib/a.js
export const letters = () => /\p{L}/u;
export const later = () => new RegExp("\\p{L}", "u");`;
    expect(scan(code).diagnostics).toMatchObject([
      { code: "ESF501", severity: "error", where: { file: "lib/a.js", line: 3 } },
      { code: "ESF501", severity: "warning", where: { file: "lib/a.js", line: 4 } },
    ]);
  });

  it.each([
    ["a global that is read while its module loads", "const b = Buffer.from;"],
    [
      "also in a module that the bundler wrapped, if it is loaded",
      "var require_a = __commonJSMin(() => { Buffer.from; });\nrequire_b();\nvar require_b = __commonJSMin(() => { require_a(); });",
    ],
    [
      "a module of Node's that it asks for",
      `var require_a = __commonJSMin(() => { __require("fs"); });\nrequire_a();`,
    ],
  ])("is an error where the build always fails: %s", (_, code) => {
    for (const engine of ["quickjs", "starlingmonkey"] as const)
      expect(scan(`// lib/a.js\n${code}`, "state-view", engine).diagnostics).toMatchObject([
        {
          code: "ESF501",
          severity: "error",
          remedy: "Use another version of the dependency, or another one.",
        },
      ]);
  });

  it.each([
    ["behind a condition", "if (x) Buffer.from;"],
    ["behind ?? or another operator", "const a = x || Buffer;"],
    ["where it is caught", "try { Buffer.from; } catch {}"],
    [
      "in a module that is loaded only later",
      "var require_a = __commonJSMin(() => { Buffer.from; });\nconst later = () => require_a();",
    ],
    ["as a member of the global object, which is only undefined", "const B = globalThis.Buffer;"],
  ])("is only warned of %s", (_, code) => {
    expect(scan(`// lib/a.js\n${code}`, "state-view", "quickjs").diagnostics).toMatchObject([
      { code: "ESF501", severity: "warning" },
    ]);
  });

  it("gets a stand-in for Intl where it looks at it while it loads, as polyfills do", () => {
    const { diagnostics, supplies } = scan("// lib/a.js\nconst Format = Intl.DateTimeFormat;");
    expect([...supplies]).toEqual(["build/supplied/intl"]);
    expect(diagnostics).toMatchObject([{ code: "ESF501", severity: "warning" }]);
    expect([...scan("// lib/a.js\nconst f = () => Intl.x;").supplies]).toEqual([]);
    expect([...scan("const Format = Intl.DateTimeFormat;").supplies]).toEqual([]);
  });

  it("counts for randomness and database functions", () => {
    const result = scan("// lib/a.js\nexport const a = (db) => [Math.random(), db.speculate([])];");
    expect(result.drawsRandomness).toBe(true);
    expect([...result.databaseFunctions]).toEqual(["speculate"]);
  });
});

describe("this package's code and its libraries'", () => {
  const code =
    "export const a = (db) => [process.env, Date.now(), crypto.randomUUID(), db.speculate([])];";

  it("is not scanned", () => {
    const result = scan(`// own/a.js\n${code}`);
    expect(result).toMatchObject({ diagnostics: [], drawsRandomness: false });
    expect([...result.databaseFunctions]).toEqual([]);
  });

  it("may not hold a pattern that breaks the whole bundle either", () => {
    expect(
      found(String.raw`// own/a.js
export const a = /\p{L}/u;`),
    ).toEqual([String.raw`error ESF501 \p{…} in a regular expression`]);
  });
});

describe("code that the bundler adds", () => {
  it("is not reported", () => {
    expect(found("// nowhere\nvar __require = (x) => require(x);")).toEqual([]);
  });

  it("may name a module, which is then reported where its names are used", () => {
    const code = `// nowhere
import fs, { readFileSync } from "node:fs";
import "node:os";
// src/a.ts
export const a = () => fs.x(readFileSync("x"));
// src/b.ts
export const b = (fs) => fs;
// lib/c.js
export const c = () => fs.x();`;
    expect(scan(code).diagnostics).toMatchObject([
      { severity: "error", where: { file: "src/a.ts", line: 5, column: 24 } },
      { severity: "error", where: { file: "lib/c.js", line: 9 } },
      {
        severity: "error",
        where: undefined,
        cause: "The module node:os does not exist inside a component.",
      },
    ]);
  });
});

it("each use in the project is reported where it stands", () => {
  expect(scan("export const a = () => [process.a,\n  process.b];").diagnostics).toMatchObject([
    { where: { line: 1, column: 25 } },
    { where: { line: 2, column: 3 } },
  ]);
});

it("places are right behind characters of several bytes", () => {
  expect(scan(`export const a = () => ["äöü€😀", process.a];`).diagnostics).toMatchObject([
    { where: { line: 1, column: 35 } },
  ]);
});

it("a name that the bundler changed is told as it was", () => {
  expect(scan("var Order$1 = class { total() { return fetch(); } };").diagnostics).toMatchObject([
    { className: "Order", member: "total" },
  ]);
});
