import { jest } from "@jest/globals";
import { parseAst } from "rolldown/parseAst";
import { withoutNodeEnv } from "../../src/build/bundle/nodeEnvPlugin.js";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject, type Files } from "../support/temporaryProject.js";

jest.setTimeout(120_000);

const LIBRARIES: Files = {
  // As immer asks.
  "node_modules/drafts/package.json": '{ "type": "module", "exports": "./index.js" }',
  "node_modules/drafts/index.js": `export const checks = process.env.NODE_ENV !== "production";\n`,
  // As nanoid offers itself.
  "node_modules/ids/package.json":
    '{ "type": "module", "exports": { "browser": "./browser.js", "default": "./node.js" } }',
  "node_modules/ids/node.js": `import { randomUUID } from "node:crypto";\nexport const id = () => randomUUID();\n`,
  "node_modules/ids/browser.js":
    "export const id = () => String(crypto.getRandomValues(new Uint8Array(1)).length);\n",
  // As older libraries leave modules of Node's out.
  "node_modules/old/package.json": '{ "main": "./main.js", "browser": { "crypto": false } }',
  "node_modules/old/main.js": `const crypto = require("crypto");\nexports.two = () => 2;\n`,
  // As polyfills of Temporal look for formats.
  "node_modules/times/package.json": '{ "type": "module", "exports": "./index.js" }',
  "node_modules/times/index.js": `const Format = Intl.DateTimeFormat;
export const day = (text) => text.slice(0, 10);
export const format = () => new Format().format(0);
`,
};

const INDEX = `import { IsString } from "class-validator";
import { Command, Decide, DomainEvent, event, StateChangeError } from "evidentsource-functions";
import { checks } from "drafts";
import { id } from "ids";
import old from "old";
import { day, format } from "times";

@DomainEvent("tried", { stream: "tries" }) export class Tried { @IsString() what!: string; }
@Command("try") export class Try {
  @IsString() what!: string;
  @Decide() decide() {
    if (this.what === "format") throw StateChangeError.conflict(format());
    throw StateChangeError.conflict([checks, id(), old.two(), day(this.what)].join(" "));
  }
}
`;

it("libraries build and run that ask for production, a browser, or Intl while they load", async () => {
  const commands = ["2024-02-29T10:00", "format"].map((what) =>
    JSON.stringify({ command: "try", body: { what } }),
  );
  const project = await temporaryProject({
    ...LIBRARIES,
    "src/index.ts": INDEX,
    "commands.jsonl": commands.join("\n"),
  });
  const built = await builtCli(["build"], { cwd: project.root });
  expect(built).toMatchObject({ code: 0 });
  const { out } = await builtCli(["run", "commands.jsonl"], { cwd: project.root });
  await project.remove();
  expect(out).toMatch(/conflict +false 1 2 2024-02-29\n/);
  expect(out).toMatch(/TypeError: Intl\.DateTimeFormat does not exist inside a component/);
});

it("a library that always fails in the build is an error of a check, with its place", async () => {
  const project = await temporaryProject({
    "node_modules/files/package.json": '{ "main": "./main.js" }',
    "node_modules/files/main.js": `"use strict";\nconst fs = require("fs");\nexports.read = () => fs.x;\n`,
    "src/index.ts": INDEX.replace(/import .*"(drafts|ids|times)";\n/g, "")
      .replace('"old"', '"files"')
      .replace(/ {4}if .*\n.*\n/, "    return old.read();\n"),
  });
  const { code, err } = await builtCli(["check", "--no-types"], { cwd: project.root });
  await project.remove();
  expect(err).toMatch(
    /^node_modules\/files\/main\.js:2:\d+ {2}error ESF501\n {2}The module fs does not exist inside a component\.\n {2}→ Use another version/m,
  );
  expect(code).toBe(1);
});

describe("warnings about a dependency", () => {
  const warned = async (field: unknown): Promise<string> => {
    const project = await temporaryProject({
      "package.json": JSON.stringify({ type: "module", "evidentsource-functions": field }),
      "node_modules/files/package.json": '{ "name": "files", "main": "./lib/main.js" }',
      "node_modules/files/lib/main.js": `exports.read = () => Buffer.from("x");\n`,
      "src/index.ts": INDEX.replace(/import .*"(drafts|ids|times)";\n/g, "")
        .replace('"old"', '"files"')
        .replace(/ {4}if .*\n.*\n/, "    return old.read();\n"),
    });
    const { err } = await builtCli(["check", "--no-types"], { cwd: project.root });
    await project.remove();
    return err;
  };

  it("are acknowledged in one place, by package and code", async () => {
    expect(await warned({})).toMatch(/main\.js:1:\d+ {2}warning ESF501/);
    expect(await warned({ acknowledged: { files: ["ESF501"] } })).toBe("");
    expect(await warned({ acknowledged: { files: ["ESF502"], lib: ["ESF501"] } })).toMatch(
      /ESF501/,
    );
  });

  it.each([[[]], [{ acknowleged: {} }], [{ acknowledged: { files: ["ESF5O1"] } }]])(
    "are not acknowledged by %j, which is told",
    async (field) => {
      expect(await warned(field)).toMatch(
        /^error: "evidentsource-functions" of package\.json must be of the form/,
      );
    },
  );
});

describe("process.env.NODE_ENV in a library", () => {
  it.each([
    [`if (process.env.NODE_ENV !== "x") a();`, `if ("production"         !== "x") a();`],
    [`a(process.env["NODE_ENV"], globalThis.process?.env?.NODE_ENV)`, undefined],
  ])("is production: %s", (code, expected) => {
    const replaced = withoutNodeEnv(code);
    expect(replaced).toHaveLength(code.length);
    expect(replaced).not.toMatch(/process/);
    expect(() => parseAst(replaced)).not.toThrow();
    if (expected !== undefined) expect(replaced).toBe(expected);
  });

  it.each([
    `"set process.env.NODE_ENV"; // process.env.NODE_ENV`,
    `process.env.NODE_ENV = "test";`,
    `other.env.NODE_ENV; process.env.OTHER;`,
  ])("is left as it is in %s", (code) => {
    expect(withoutNodeEnv(code)).toBe(code);
  });
});
