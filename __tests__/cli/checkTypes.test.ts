import { jest } from "@jest/globals";
import { readdir, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { builtCli, type CliResult } from "../support/builtCli.js";
import { temporaryProject, TSCONFIG, type Files } from "../support/temporaryProject.js";
import { TINY, tinyWith } from "../support/tinyProject.js";

jest.setTimeout(60_000);

const options = (more: object, rest: object = { include: ["src"] }): string => {
  const { compilerOptions } = JSON.parse(TSCONFIG) as { compilerOptions: object };
  return JSON.stringify({ compilerOptions: { ...compilerOptions, ...more }, ...rest });
};

const QUIET = { "tsconfig.json": options({ skipLibCheck: true, types: [] }) };

const WRONG: Files = {
  ...tinyWith("src/count.ts", ["total) }", "total), of: 3 }"]),
  ...QUIET,
};

/** Checks a project that has this repository's TypeScript installed. */
async function check(files: Files, ...args: readonly string[]): Promise<CliResult> {
  const project = await temporaryProject(files);
  await symlink(resolve("node_modules/typescript"), join(project.root, "node_modules/typescript"));
  try {
    const before = await readdir(join(project.root, "node_modules"));
    const result = await builtCli(["check", ...args], { cwd: project.root });
    expect(await readdir(join(project.root, "node_modules"))).toEqual(before);
    return result;
  } finally {
    await project.remove();
  }
}

describe("a check", () => {
  it("reports what the project's TypeScript finds among its own", async () => {
    const { code, err } = await check(WRONG);
    expect(err).toMatch(
      /^src\/count\.ts:13:\d+ {2}error ESF010\n {2}TS2353: Object literal may only .*'of' does not exist in type .*\.\n.*→ Mend the type/,
    );
    expect(err).toMatch(/\n1 error\n$/);
    expect(code).toBe(EXIT.failed);
  });

  it.each([["{}"], [`{"type":"commonjs"}`]])(
    "says once that the project's files are no ES modules: %s",
    async (manifest) => {
      const commonJs = options({ module: "Node16", skipLibCheck: true, types: [] });
      const files = { ...TINY, "tsconfig.json": commonJs, "package.json": manifest };
      expect(await check(files)).toEqual({
        code: EXIT.failed,
        out: "",
        err: [
          "package.json:1:1  error ESF010",
          "  TypeScript takes the project's files for CommonJS and has 3 errors for that (TS1479); definitions are ES modules, as this package is.",
          `  → Set "type": "module" in package.json.`,
          "1 error",
          "",
        ].join("\n"),
      });
    },
  );

  it("leaves types out where it is asked to", async () => {
    expect(await check(WRONG, "--no-types")).toMatchObject({ code: EXIT.ok, err: "" });
  });

  it("finds nothing where types are right", async () => {
    expect(await check({ ...TINY, ...QUIET })).toEqual({
      code: EXIT.ok,
      out: "1 state view, 1 state change, 1 event: no mistakes\n",
      err: "",
    });
  });

  it("leaves no memory of a compiler that has one", async () => {
    const files = {
      ...WRONG,
      "tsconfig.json": options({ skipLibCheck: true, types: [], composite: true, outDir: "out" }),
    };
    expect((await check(files)).err).toMatch(/TS2353/);
  });

  it("reads the sources of projects that are referred to, which need not be built", async () => {
    const quiet = { skipLibCheck: true, types: [], composite: true };
    const files = {
      ...WRONG,
      "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "./src" }] }),
      "src/tsconfig.json": options(quiet, { references: [{ path: "../events" }], include: ["*"] }),
      "src/counted.ts": `export * from "../events/counted.js";`,
      "events/counted.ts": TINY["src/counted.ts"] ?? "",
      "events/tsconfig.json": options(quiet, { include: ["*"] }),
    };
    const { err } = await check(files);
    expect(err).toMatch(/TS2353/);
    expect(err).toMatch(/\n1 error\n$/);
  });

  it("tells why the compiler cannot work", async () => {
    const files = {
      ...TINY,
      "tsconfig.json": options({ types: [], skipLibCheck: true, colour: 1 }),
    };
    const { code, err } = await check(files);
    expect(err).toMatch(/error ESF010\n {2}TS5023: Unknown compiler option 'colour'\./);
    expect(code).toBe(EXIT.failed);
  });
});

it("a check says that there is no TypeScript to ask", async () => {
  const project = await temporaryProject(TINY);
  const { code, out, err } = await builtCli(["check"], { cwd: project.root });
  await project.remove();
  expect(err).toMatch(/^tsconfig\.json:1:1 {2}remark ESF011\n {2}Types are not checked/);
  expect(out).toMatch(/no mistakes \(1 remark\)/);
  expect(code).toBe(EXIT.ok);
});

it("a compiler that ends without an answer is no compiler that is content", async () => {
  const project = await temporaryProject({
    ...TINY,
    "node_modules/typescript/package.json": '{ "bin": { "tsc": "./tsc.js" } }',
  });
  await writeFile(
    join(project.root, "node_modules/typescript/tsc.js"),
    `console.error("\\nout of memory"); process.exitCode = 134;`,
  );
  const { code, err } = await builtCli(["check"], { cwd: project.root });
  await project.remove();
  expect(err).toMatch(
    /error ESF010\n {2}The project's TypeScript ended without an answer: out of memory\./,
  );
  expect(code).toBe(EXIT.failed);
});
