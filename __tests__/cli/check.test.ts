import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { builtCli, type CliResult } from "../support/builtCli.js";
import { temporaryProject, type Files } from "../support/temporaryProject.js";
import { TINY, tinyWith } from "../support/tinyProject.js";

/** Checks a project that lives only for this; its types are another matter. */
async function check(files: Files, ...args: readonly string[]): Promise<CliResult> {
  const project = await temporaryProject(files);
  try {
    return await builtCli(["check", "--no-types", ...args], { cwd: project.root });
  } finally {
    await project.remove();
  }
}

/** The lines of a check that failed. */
async function mistakes(files: Files): Promise<string[]> {
  const { code, out, err } = await check(files);
  expect([code, out]).toEqual([EXIT.failed, ""]);
  return err.trimEnd().split("\n");
}

const tsconfig = (compilerOptions: object): Files => ({
  ...TINY,
  "tsconfig.json": JSON.stringify({ compilerOptions }),
});

const NOT_LOADED = "  The index module cannot be loaded:";
const MEND =
  "  → Mend the error; if a class is used before its initialisation, break the circular import.";

describe("a check of a project without mistakes", () => {
  it("says what is in it", async () => {
    expect(await check(TINY)).toEqual({
      code: EXIT.ok,
      out: "1 state view, 1 state change, 1 event: no mistakes\n",
      err: "",
    });
  });

  it("gives the model as JSON", async () => {
    const { code, out, err } = await check(TINY, "src/index.ts", "--json");
    expect([code, err]).toEqual([EXIT.ok, ""]);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      diagnostics: [],
      model: {
        schemaVersion: 1,
        stateViews: [{ name: "tally" }],
        stateChanges: [{ name: "count" }],
      },
    });
  });

  it("writes nothing", async () => {
    const project = await temporaryProject(TINY);
    await builtCli(["check"], { cwd: project.root });
    const again = await builtCli(["inspect"], { cwd: project.root });
    expect(again.err).toBe("error: dist does not exist; run `esf build` first\n");
    await project.remove();
  });

  it("passes with a warning that concerns only some authors", async () => {
    const { code, out, err } = await check(
      tsconfig({ target: "ES2022", experimentalDecorators: true, emitDecoratorMetadata: true }),
    );
    expect(err).toMatch(/^tsconfig\.json:1:1 {2}warning ESF002\n {2}Fields without initialiser/);
    expect(out).toMatch(/: no mistakes \(1 warning\)\n$/);
    expect(code).toBe(EXIT.ok);
  });

  it("finds its sources through a symbolic link, too", async () => {
    const project = await temporaryProject(
      tinyWith("src/tally.ts", ["this.total += by", "this.total += by * Math.random()"]),
    );
    const folder = await mkdtemp(join(tmpdir(), "esf-link-"));
    await symlink(project.root, join(folder, "project"), "dir");
    const { code, err } = await builtCli(["check", "--no-types", "project"], { cwd: folder });
    expect(err).toMatch(/^src\/tally\.ts:10:24 {2}error ESF502 {2}Tally\.counted\n/);
    expect(code).toBe(EXIT.failed);
    await Promise.all([project.remove(), rm(folder, { recursive: true })]);
  });
});

describe("a check names missing compiler flags", () => {
  const flag = (code: string, name: string): string[] => [
    `tsconfig.json:1:1  error ${code}`,
    `  The compiler option ${name} is not true.`,
    `  → Set "${name}": true under compilerOptions in tsconfig.json.`,
  ];
  const decorators = flag("ESF001", "experimentalDecorators");
  const metadata = flag("ESF002", "emitDecoratorMetadata");

  it.each([
    ["both", { target: "ES2021" }, [...decorators, ...metadata, "2 errors"]],
    [
      "decorators as the standard has them",
      { experimentalDecorators: false, emitDecoratorMetadata: true, target: "ES2021" },
      [...decorators, "1 error"],
    ],
    [
      "metadata",
      { experimentalDecorators: true, useDefineForClassFields: false },
      [...metadata, "1 error"],
    ],
  ])("%s", async (_, options, lines) => {
    expect(await mistakes(tsconfig(options))).toEqual(lines);
  });

  it("but not when another file sets them", async () => {
    const { code } = await check({
      ...TINY,
      "tsconfig.json": '{ "extends": "./base.json" } // comments are allowed',
      "base.json": JSON.stringify({
        compilerOptions: {
          experimentalDecorators: true,
          emitDecoratorMetadata: true,
          useDefineForClassFields: false,
        },
      }),
    });
    expect(code).toBe(EXIT.ok);
  });

  it("and a file that is extended but not there", async () => {
    const { code, err } = await check({ ...TINY, "tsconfig.json": '{ "extends": "./no.json" }' });
    expect(err).toBe("error: tsconfig.json cannot be read: File './no.json' not found.\n");
    expect(code).toBe(EXIT.usage);
  });
});

describe("a check names the place where a project cannot be loaded", () => {
  it.each<[string, Files, string, string]>([
    [
      "a syntax error",
      tinyWith("src/tally.ts", ["total = 0;", "total = ;"]),
      "src/tally.ts:6:11",
      "Unexpected token",
    ],
    [
      "a module that is not there",
      tinyWith("src/tally.ts", ["./counted.js", "./recounted.js"]),
      "src/tally.ts:2:25",
      "Could not resolve './recounted.js' in src/tally.ts",
    ],
    [
      "a package that is not installed",
      tinyWith("src/tally.ts", ["./counted.js", "@things/counted/deep"]),
      "src/tally.ts:2:25",
      "@things/counted is not installed",
    ],
    [
      "modules that import each other in a circle",
      {
        ...tinyWith(
          "src/counted.ts",
          ["import { IsInt }", `import { Base } from "./base.js";\nimport { IsInt }`],
          ["class Counted", "class Counted extends Base"],
        ),
        "src/base.ts": `import { Counted } from "./counted.js";\nexport class Base {\n  static readonly first = Counted;\n}\n`,
      },
      "src/base.ts:3:27",
      "ReferenceError: Cannot access 'Counted' before initialization",
    ],
    [
      "code that throws",
      tinyWith("src/tally.ts", [
        "@StateView",
        `function settings(): never {\n  throw new TypeError("no settings");\n}\nsettings();\n\n@StateView`,
      ]),
      "src/tally.ts:5:9",
      "TypeError: no settings",
    ],
  ])("%s", async (_, files, place, reason) => {
    expect(await mistakes(files)).toEqual([
      `${place}  error ESF005`,
      `${NOT_LOADED} ${reason}.`,
      reason.includes("before initialization")
        ? "  → Break the circle of imports: src/base.ts → src/counted.ts → src/base.ts."
        : MEND,
      "1 error",
    ]);
  });
});

describe("a check names", () => {
  it("an index module that registers nothing", async () => {
    expect(await mistakes({ "src/index.ts": "export {};\n" })).toEqual([
      "src/index.ts:1:1  error ESF004",
      "  The index module registers no state view and no command.",
      '  → Export them from it: export * from "./account-summary.js".',
      "1 error",
    ]);
  });

  it("a definition that the index module does not export", async () => {
    expect(await mistakes(tinyWith("src/index.ts", ['export * from "./tally.js";\n', ""]))).toEqual(
      [
        "src/tally.ts:4:2  error ESF006  Tally",
        "  The state view tally is loaded but not exported by the index module.",
        '  → Export the class: export { Tally } from "…" in the index module.',
        "1 error",
      ],
    );
  });

  it.each([
    [
      "as an event that is handled",
      tinyWith("src/tally.ts", ["import { Counted }", "import type { Counted }"]),
      "src/tally.ts:8:7  error ESF226  Tally.counted",
    ],
    [
      "as the payload of a handler by name",
      tinyWith(
        "src/tally.ts",
        ["import { Counted }", "import { type Counted }"],
        ["@On(Counted)", '@On("thing.counted")'],
      ),
      "src/tally.ts:8:4  error ESF226  Tally.counted",
    ],
    [
      "as an event that is made",
      tinyWith("src/count.ts", ["import { Counted }", "import type { Counted }"]),
      "src/count.ts:13:18  error ESF226  Count.decide",
    ],
    [
      "as the class of a property",
      tinyWith(
        "src/tally.ts",
        ["import { Counted }", "import { type Counted as Of, Counted }"],
        ["import { On", 'import { Type } from "class-transformer";\nimport { On'],
        ["  total = 0;", "  total = 0;\n  @Type(() => Of) last: Counted | null = null;"],
      ),
      "src/tally.ts:8:15  error ESF226  Tally.last",
    ],
  ])("a class that is imported as a type and used %s", async (_, files, place) => {
    const [told, cause, remedy, summary] = await mistakes(files);
    expect([told, summary]).toEqual([place, "1 error"]);
    const file = place.slice(0, place.indexOf(":"));
    const clause = place.includes("last") ? "{ Counted as Of }" : "{ Counted }";
    const line = /^import .*Counted/m.exec(files[file] ?? "")?.index ?? 0;
    const at = `${file}:${String((files[file] ?? "").slice(0, line).split("\n").length)}`;
    expect([cause, remedy]).toEqual([
      `  Counted is imported as a type only (${at}): TypeScript removes such an import, and nothing of it is there when this runs.`,
      `  → Write \`import ${clause} from "./counted.js"\`, without \`type\`.`,
    ]);
  });

  it("a @Type whose function throws", async () => {
    const files = tinyWith(
      "src/tally.ts",
      ["import { On", 'import { Type } from "class-transformer";\nimport { On'],
      ["  total = 0;", "  total = 0;\n  @Type(() => Sum) last = null;"],
    );
    expect(await mistakes(files)).toEqual([
      "src/tally.ts:8:20  error ESF410  Tally.last",
      "  @Type names no class: its function throws ReferenceError: Sum is not defined.",
      "  → Import the class, without `type`, or declare it.",
      "1 error",
    ]);
  });
});
