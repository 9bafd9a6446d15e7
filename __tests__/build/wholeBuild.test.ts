import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { builtCli, type CliResult } from "../support/builtCli.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";
import { TINY } from "../support/tinyProject.js";

const PATIENCE = 180_000;

let project: TemporaryProject;
beforeAll(async () => {
  project = await temporaryProject(TINY);
  expect((await cli("build")).code).toBe(EXIT.ok);
}, PATIENCE);
afterAll(() => project.remove());

const cli = (...args: readonly string[]): Promise<CliResult> =>
  builtCli(args, { cwd: project.root });
const inDist = (file: string): string => join(project.root, "dist", file);
const record = (): Promise<string> => readFile(inDist("build.json"), "utf8");

async function outcomes(...args: readonly string[]): Promise<unknown> {
  const { out } = await cli("build", "--json", ...args);
  const { artifacts } = JSON.parse(out) as { artifacts: { name: string; outcome: string }[] };
  return Object.fromEntries(artifacts.map(({ name, outcome }) => [name, outcome]));
}

const UNCHANGED = { tally: "unchanged", count: "unchanged" };

/** Everything that runs, shows, tests or publishes a build. */
const READERS = [
  ["publish", "--dry-run", "--database", "bank"],
  ["run", "commands.jsonl"],
  ["test", "--components", "--", "node", "--version"],
  ["inspect"],
];

describe("a build that is not whole", () => {
  it.each([
    [
      "was interrupted",
      (text: string) => text.replace('"whole": true', '"whole": false'),
      /error: the build in .* is not whole: the last one was interrupted, or failed; run `esf build` again/,
    ],
    [
      "has metadata of another build",
      (text: string) =>
        text.replace(
          /("state-views\/tally\.json": ")[0-9a-f]{4}/,
          (_, start: string) => `${start}0000`,
        ),
      /error: state-views\/tally\.json in .* is not what the last build made; run `esf build` again/,
    ],
  ])(
    "because it %s is neither published, run, tested nor shown, and is made whole by the next",
    async (_what, change, expected) => {
      await project.write({ "commands.jsonl": "" });
      await writeFile(inDist("build.json"), change(await record()));
      for (const args of READERS) {
        const { code, err } = await cli(...args);
        expect([args[0], code]).toEqual([args[0], EXIT.usage]);
        expect(err).toMatch(expected);
        expect(err.trim()).not.toContain("\n");
      }
      expect(await outcomes()).toEqual(UNCHANGED);
      expect((await cli("inspect")).code).toBe(EXIT.ok);
    },
    PATIENCE,
  );

  it(
    "says so from its first change on, wherever it is killed",
    async () => {
      await project.write({
        "src/tally.ts": `${TINY["src/tally.ts"] ?? ""}\nexport const other = 1;\n`,
      });
      await project.write({
        "src/tally.ts": (TINY["src/tally.ts"] ?? "").replace("How many", "How very many"),
      });
      await builtCli(["build", "--force"], {
        cwd: project.root,
        onOutput: (_, kill) => {
          kill();
        },
      });
      expect(JSON.parse(await record())).toMatchObject({ whole: false, files: {} });
      const { code, out } = await cli("publish", "--dry-run", "--database", "bank");
      expect([code, out]).toEqual([EXIT.usage, ""]);
      await outcomes();
      expect(JSON.parse(await record())).toMatchObject({ whole: true });
    },
    PATIENCE,
  );
});

describe("the record of a build", () => {
  it.each([
    "",
    "{",
    '{"schemaVersion":1}',
    '{"schemaVersion":1,"artifacts":{},"findings":null}',
    '{"schemaVersion":2,"whole":true,"artifacts":{},"files":{},"diagnostics":null}',
  ])(
    "that is `%s` means that everything is built again",
    async (text) => {
      await writeFile(inDist("build.json"), text);
      expect(await outcomes()).toEqual({ tally: "built", count: "built" });
    },
    PATIENCE,
  );

  it(
    "never makes a build remove what is not its own",
    async () => {
      const artifact = {
        ...{ key: "0".repeat(64), sha256: "0".repeat(64), engine: "", imports: [] },
        ...{ bytes: 0, bundleBytes: 0 },
      };
      const files = ["package.json", "elsewhere/note.json", "dist/note.json"];
      await mkdir(join(project.root, "elsewhere"));
      await project.write({ "elsewhere/note.json": "{}", "dist/note.json": "{}" });
      await symlink(join(project.root, "elsewhere"), inDist("linked"));
      for (const name of [
        "../package",
        "state-views/../note",
        "linked/note",
        "../elsewhere/note",
      ]) {
        const text = { schemaVersion: 2, whole: false, artifacts: { [name]: artifact } };
        await writeFile(
          inDist("build.json"),
          JSON.stringify({ ...text, files: {}, diagnostics: [] }),
        );
        await outcomes();
        for (const file of files)
          expect([name, file, existsSync(join(project.root, file))]).toEqual([name, file, true]);
      }
    },
    PATIENCE,
  );
});

describe("an unchanged build", () => {
  beforeAll(() => outcomes(), PATIENCE);

  it(
    "is told by hashes alone, and notices every change that can matter",
    async () => {
      const before = await record();
      expect(await outcomes()).toEqual(UNCHANGED);
      // Nothing was even written.
      expect(await record()).toBe(before);
      const now = new Date();
      await utimes(join(project.root, "src/tally.ts"), now, now);
      expect(await outcomes()).toEqual(UNCHANGED);
      expect(await record()).toBe(before);
      await project.write({ "src/beside.ts": "export {};" });
      await outcomes();
      expect(await record()).not.toBe(before);
      await project.write({
        "src/tally.ts": (TINY["src/tally.ts"] ?? "").replace("How many", "The many"),
      });
      await outcomes();
      expect(await readFile(inDist("state-views/tally.json"), "utf8")).toContain("The many");
      await writeFile(inDist("state-views/tally.js.map"), "");
      await outcomes();
      expect(await readFile(inDist("state-views/tally.js.map"), "utf8")).toContain("mappings");
      expect(await outcomes("--step-limit", "5000000")).toEqual({ tally: "built", count: "built" });
    },
    PATIENCE,
  );

  it(
    "still tells what the build warned of",
    async () => {
      await project.write({
        "src/tally.ts": `import { lazy } from "lazy";\n${TINY["src/tally.ts"] ?? ""}`.replace(
          "export class Tally {",
          "export class Tally { later(): string { return lazy(); }",
        ),
        "node_modules/lazy/package.json":
          '{ "name": "lazy", "type": "module", "main": "index.js" }',
        "node_modules/lazy/index.js": "export const lazy = () => String(fetch);\n",
      });
      for (const outcome of ["built", "unchanged"]) {
        const { code, out, err } = await cli("build");
        expect([outcome, code]).toEqual([outcome, EXIT.ok]);
        expect(out).toMatch(new RegExp(`^${outcome} +state-views/tally`, "m"));
        expect(out + err).toMatch(/warning ESF501/);
      }
    },
    PATIENCE,
  );
});

describe("what a killed build left half written", () => {
  it(
    "is removed by the next, but not what a living process writes",
    async () => {
      const dead = 2 ** 22 + 1;
      const [stale, alive] = [
        `state-views/tally.wasm.${String(dead)}.tmp`,
        `model.json.${String(process.pid)}.tmp`,
      ];
      await project.write({ [`dist/${stale}`]: "", [`dist/${alive}`]: "", "dist/notes.tmp": "" });
      await outcomes("--force");
      expect(await readdir(inDist("state-views"))).not.toContain(stale.split("/")[1]);
      expect(await readdir(inDist(""))).toEqual(expect.arrayContaining([alive, "notes.tmp"]));
    },
    PATIENCE,
  );
});
