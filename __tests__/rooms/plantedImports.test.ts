import { checkRooms } from "../../scripts/checkRooms.js";

interface Planted {
  readonly way: string;
  readonly file: string;
  readonly code: string;
  readonly rule: string;
  readonly says: RegExp;
}

const FROM_DATABASE = /the room database may import from: domain$/;

const PLANTED: readonly Planted[] = [
  {
    way: "a static import",
    file: "database/planted1.ts",
    code: 'import { loadStateView } from "../host/index.js"; void loadStateView;',
    rule: "room",
    says: FROM_DATABASE,
  },
  {
    way: "an import for types",
    file: "database/planted2.ts",
    code: 'import type { BuiltProject } from "../host/index.js"; export type P = BuiltProject;',
    rule: "room",
    says: FROM_DATABASE,
  },
  {
    way: "an export from another module",
    file: "database/planted3.ts",
    code: 'export * from "../host/index.js";',
    rule: "room",
    says: FROM_DATABASE,
  },
  {
    way: "import()",
    file: "database/planted4.ts",
    code: 'export const host = () => import("../host/index.js");',
    rule: "room",
    says: FROM_DATABASE,
  },
  {
    way: 'import("…").T',
    file: "database/planted5.ts",
    code: 'export type P = import("../host/index.js").BuiltProject;',
    rule: "room",
    says: FROM_DATABASE,
  },
  {
    way: "a detour through the own folder",
    file: "database/planted6.ts",
    code: 'export * from "./../host/index.js";',
    rule: "room",
    says: FROM_DATABASE,
  },
  {
    way: "a detour through a room that is allowed",
    file: "database/planted7.ts",
    code: 'export * from "../domain/../host/index.js";',
    rule: "room",
    says: FROM_DATABASE,
  },
  {
    way: "the root barrel",
    file: "database/planted8.ts",
    code: 'export { DomainEvent } from "../index.js";',
    rule: "room",
    says: /imports src\/index\.ts; the room database/,
  },
  {
    way: "the package's own name, where all packages are allowed",
    file: "build/planted9.ts",
    code: 'export * from "evidentsource-functions/host";',
    rule: "own name",
    says: /evidentsource-functions\/host; use a relative path/,
  },
  {
    way: "a room within the same room",
    file: "build/quickjs/planted10.ts",
    code: 'export * from "../starlingmonkey/index.js";',
    rule: "room",
    says: /the room build\/quickjs may import from/,
  },
  {
    way: "the same the other way round",
    file: "build/starlingmonkey/planted11.ts",
    code: 'export * from "../quickjs/settings.js";',
    rule: "room",
    says: /the room build\/starlingmonkey may import from/,
  },
  {
    way: "a room within a room that is allowed",
    file: "runtime/planted12.ts",
    code: 'export * from "../codec/compiled/compileCodec.js";',
    rule: "room",
    says: /the room runtime may import from: domain, model, codec$/,
  },
  {
    way: "the guest's side of the border",
    file: "host/planted13.ts",
    code: 'export * from "../wasm/guest/guestDatabase.js";',
    rule: "room",
    says: /the room host may import from: .*wasm\/wit/,
  },
  {
    way: "a folder without a rule",
    file: "storage/planted14.ts",
    code: 'export * from "../cli/program.js";',
    rule: "no rule",
    says: /no room of scripts\/rooms\.js holds this file/,
  },
  {
    way: "a folder without a rule beside rooms within a room",
    file: "build/duktape/planted15.ts",
    code: "export {};",
    rule: "no rule",
    says: /give its folder a rule/,
  },
  {
    way: "a file without a rule beside the rooms",
    file: "planted16.ts",
    code: "export {};",
    rule: "no rule",
    says: /no room of scripts\/rooms\.js holds this file/,
  },
  {
    way: "a static import of what may be loaded on demand alone",
    file: "testing/planted17.ts",
    code: 'export { loadBuiltProject } from "../host/index.js";',
    rule: "lazy",
    says: /the room testing may import host by import\(\) alone/,
  },
  {
    way: "an address that is made up",
    file: "database/planted18.ts",
    code: "export const load = (name: string) => import(`../${name}/index.js`);",
    rule: "computed",
    says: /made up at run time/,
  },
  {
    way: "the address of a module that a worker loads",
    file: "database/planted19.ts",
    code: 'export const worker = new URL("../host/component.js", import.meta.url);',
    rule: "room",
    says: FROM_DATABASE,
  },
  {
    way: "Node in code for components, by its short name",
    file: "domain/planted20.ts",
    code: 'export { readFileSync } from "fs";',
    rule: "package",
    says: /imports node:fs; .* this code runs inside components/,
  },
  {
    way: "a part of a package that is not named",
    file: "codec/compiled/planted21.ts",
    code: 'export { isEmail } from "class-validator/cjs/decorator/decorators.js";',
    rule: "package",
    says: /imports class-validator; the room codec\/compiled may use: class-transformer/,
  },
  {
    way: "a file outside of the sources",
    file: "cli/planted22.ts",
    code: 'export * from "../../scripts/checkRooms.js";',
    rule: "outside",
    says: /outside of src/,
  },
  {
    way: "a file that is not there",
    file: "cli/planted23.ts",
    code: 'export * from "./nowhere.js";',
    rule: "unresolved",
    says: /\.\/nowhere\.js, which is not there/,
  },
  {
    way: "a circle of files, for types alone",
    file: "cli/planted24.ts",
    code: 'import type { B } from "./planted25.js"; export interface A { readonly b: B }',
    rule: "circle",
    says: /cli\/planted24\.ts → cli\/planted25\.ts → cli\/planted24\.ts/,
  },
];

const OTHER_HALF = {
  "src/cli/planted25.ts":
    'export interface B { readonly a: import("./planted24.js").A | undefined }',
};

// All at once: each reading of the sources takes a second.
const problems = checkRooms({
  planted: {
    ...OTHER_HALF,
    ...Object.fromEntries(PLANTED.map(({ file, code }) => [`src/${file}`, code])),
  },
});

test("the sources keep to the rules", () => {
  expect(problems.filter(({ file }) => !file.includes("planted"))).toEqual([]);
});

test.each(PLANTED)("$way is refused, by its rule", ({ file, rule, says }) => {
  const found = problems.filter((problem) => problem.file === `src/${file}`);
  expect(found.map((problem) => problem.rule)).toEqual([rule]);
  expect(found[0]?.message).toMatch(says);
  expect(found[0]?.line).toBe(1);
});

describe("what is allowed", () => {
  const allowed = checkRooms({
    planted: {
      "src/testing/planted.ts": 'export const load = () => import("../host/index.js");',
      "src/cli/planted.ts": 'export const wit = new URL("../../wit/decider.wit", import.meta.url);',
      "src/database/planted.ts":
        "// import '../host/index.js'\nexport const text = 'import(\"fs\")';",
    },
  });

  test("an import on demand that is declared, the address of a document, and mere text", () => {
    expect(allowed).toEqual([]);
  });
});
