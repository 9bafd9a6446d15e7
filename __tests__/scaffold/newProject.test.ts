import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newProject, RUNNER_NAMES, TEMPLATE_NAMES } from "../../src/scaffold/index.js";
import { manifest } from "../../src/scaffold/manifest.js";
import { ScaffoldError } from "../../src/scaffold/scaffoldError.js";
import { templateFiles } from "../../src/scaffold/templateFiles.js";
import { RUNNERS } from "../../src/scaffold/runners/index.js";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "esf-new-"));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const request = { template: "first-steps", runner: "jest" } as const;
const read = (path: string): string => readFileSync(join(cwd, path), "utf8");

describe("a new project", () => {
  test("is none without the sources of its template, and that is said", async () => {
    await expect(templateFiles("first-steps", cwd)).rejects.toThrow(
      /the template first-steps has no src\/index\.ts/,
    );
    await expect(templateFiles("first-steps", join(cwd, "gone"))).rejects.toThrow(ScaffoldError);
  });

  test.each(
    TEMPLATE_NAMES.flatMap((template) => RUNNER_NAMES.map((runner) => [template, runner] as const)),
  )(
    "from %s with %s has the template's sources, to the letter, and the editor's files",
    async (template, runner) => {
      const { written, kept } = await newProject({ cwd, folder: join(cwd, "p"), template, runner });
      expect(kept).toEqual([]);
      for (const file of [
        "package.json",
        "tsconfig.json",
        "AGENTS.md",
        ".vscode/launch.json",
        ".gitignore",
      ])
        expect(written).toContain(file);
      for (const file of readdirSync(`examples/${template}/src`))
        expect(read(`p/src/${file}`)).toBe(
          readFileSync(`examples/${template}/src/${file}`, "utf8"),
        );
      const { type, scripts } = JSON.parse(read("p/package.json")) as Record<string, unknown>;
      expect(type).toBe("module");
      expect(scripts).toMatchObject({ dev: "evidentsource-functions dev" });
    },
  );

  test("is not written into a folder that holds something, and that loses nothing", async () => {
    writeFileSync(join(cwd, "notes.txt"), "mine");
    await expect(newProject({ cwd, folder: cwd, ...request })).rejects.toThrow(
      /is not empty \(notes\.txt\); nothing was written\. .* --force/,
    );
    expect(readdirSync(cwd)).toEqual(["notes.txt"]);
  });

  test("with force is added to what is there, and replaces no file", async () => {
    writeFileSync(join(cwd, "README.md"), "mine");
    const { kept, written } = await newProject({ cwd, folder: cwd, ...request, force: true });
    expect(kept).toEqual(["README.md"]);
    expect(read("README.md")).toBe("mine");
    expect(written).toContain("src/index.ts");
  });

  test("is not written where a file stands", async () => {
    writeFileSync(join(cwd, "p"), "");
    await expect(newProject({ cwd, folder: join(cwd, "p"), ...request })).rejects.toThrow(
      /is a file; name a folder/,
    );
  });

  test("may take this package from a tarball, by a path from the project", async () => {
    writeFileSync(join(cwd, "x.tgz"), "");
    await newProject({ cwd, folder: join(cwd, "a/p"), ...request, packageSpec: "x.tgz" });
    const { dependencies } = JSON.parse(read("a/p/package.json")) as Record<string, object>;
    expect(dependencies).toMatchObject({ "evidentsource-functions": "file:../../x.tgz" });
  });

  test("names a tarball that is not there", async () => {
    const folder = join(cwd, "p");
    await expect(
      newProject({ cwd, folder, ...request, packageSpec: "./missing.tgz" }),
    ).rejects.toThrow("./missing.tgz does not exist");
  });

  test("has a name that npm takes, whatever the folder is called", async () => {
    await newProject({ cwd, folder: join(cwd, "My Bank!"), ...request });
    expect(JSON.parse(read("My Bank!/package.json"))).toMatchObject({ name: "my-bank" });
  });

  test("tests of Node's runner import what Jest has as globals", async () => {
    await newProject({ cwd, folder: cwd, template: "savings-account", runner: "node" });
    expect(read("__tests__/account-summary.test.ts")).toMatch(
      /^import \{ expect \} from "expect";\nimport \{ describe, test \} from "node:test";\n/,
    );
  });

  test.each([
    ["20.20.2", true],
    ["22.12.0", true],
    ["22.13.0", false],
    ["24.1.0", false],
  ])("under Node %s it brings SQLite along: %s", (nodeVersion, brings) => {
    const text = manifest({ name: "p", runner: RUNNERS.jest(), nodeVersion });
    expect(text.includes("@photostructure/sqlite")).toBe(brings);
  });
});
