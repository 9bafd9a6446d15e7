import { Ajv } from "ajv";
import { existsSync } from "node:fs";
import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { BuildReport } from "../../src/build/index.js";
import { readBuildRecord, sha256 } from "../../src/artifact/index.js";
import { EXIT } from "../../src/cli/exitCode.js";
import type { Model } from "../../src/model/model.js";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";
import { TINY } from "../support/tinyProject.js";
import { batchWit } from "./witDocuments.js";

// Each engine start takes its time, and other tests run beside these.
const PATIENCE = 180_000;

let project: TemporaryProject;
beforeAll(async () => {
  project = await temporaryProject(TINY);
});
afterAll(() => project.remove());

const inDist = (file: string): string => join(project.root, "dist", file);
const json = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(inDist(file), "utf8"));

/** What became of each definition. */
async function build(...args: readonly string[]): Promise<BuildReport & { outcomes: unknown }> {
  const { code, out, err } = await builtCli(["build", "--json", ...args], { cwd: project.root });
  expect(err).toBe("");
  expect(code).toBe(EXIT.ok);
  const report = JSON.parse(out) as BuildReport;
  const outcomes = Object.fromEntries(report.artifacts.map(({ name, outcome }) => [name, outcome]));
  return { ...report, outcomes };
}

async function worldOf(file: string): Promise<string> {
  const { out } = await builtCli(["inspect", file, "--json"], { cwd: project.root });
  return (JSON.parse(out) as { wit: string }).wit;
}

/** One project through its life; each build starts from what the one before left. */
describe("a build", () => {
  it(
    "goes on where an interrupted one stopped",
    async () => {
      const interrupted = await builtCli(["build"], {
        cwd: project.root,
        onOutput: (_, kill) => {
          // The first line tells that the first component is there; the record of it follows at once.
          const poll = setInterval(() => {
            if (!existsSync(inDist("build.json"))) return;
            clearInterval(poll);
            kill();
          }, 5);
        },
      });
      expect(interrupted.code).toBeNull();
      expect(interrupted.out).toMatch(/^built {6}state-views\/tally .* MB {2}code .* kB .* m?s\n/);
      expect((await build()).outcomes).toMatchObject({ tally: "unchanged" });
    },
    PATIENCE,
  );

  it(
    "leaves components, publishing metadata, source maps and the model",
    async () => {
      const folders = ["", "state-views", "state-changes"];
      const files = await Promise.all(folders.map((folder) => readdir(inDist(folder))));
      expect(files.map((names) => names.sort())).toEqual([
        ["build.json", "model.json", "state-changes", "state-views"],
        ["tally.js.map", "tally.json", "tally.wasm"],
        ["count.js.map", "count.json", "count.wasm"],
      ]);
    },
    PATIENCE,
  );

  it(
    "writes the metadata that the platform takes, and no more",
    async () => {
      expect(await json("state-views/tally.json")).toEqual({
        state_view_name: "tally",
        description: "How many things there are",
        content_type: "application/json",
        event_selector: { equals: { event_type: { event_type: "thing.counted" } } },
        query_temporality: "revision",
      });
      expect(await json("state-changes/count.json")).toEqual({
        state_change_name: "count",
        description: "Count things",
      });
    },
    PATIENCE,
  );

  it(
    "writes a model that keeps to its schema",
    async () => {
      const schema = JSON.parse(await readFile("schema/model.schema.json", "utf8")) as object;
      const model = (await json("model.json")) as Model;
      const ajv = new Ajv({ allErrors: true });
      expect([ajv.validate(schema, model), ajv.errors]).toEqual([true, null]);
      expect(model.stateChanges[0]).toMatchObject({
        name: "count",
        className: "Count",
        decision: { className: "Count", method: "decide" },
        where: { file: "src/count.ts", line: 6, column: 2 },
      });
    },
    PATIENCE,
  );

  it(
    "writes source maps that know the author's files",
    async () => {
      const { sources } = (await json("state-changes/count.js.map")) as { sources: string[] };
      const found = sources.map((source) => resolve(inDist("state-changes"), source));
      for (const file of ["counted.ts", "tally.ts", "count.ts"])
        expect(found).toContain(join(project.root, "src", file));
    },
    PATIENCE,
  );

  it(
    "makes views that import nothing, and commands that import the database, and randomness if they use it",
    async () => {
      const view = await worldOf("dist/state-views/tally.wasm");
      expect(view).toContain("export evolve: func");
      expect(view).not.toMatch(/import \S*(state-change-types|wasi)/);
      const change = await worldOf("dist/state-changes/count.wasm");
      expect(change).toContain("export decide: func");
      expect(change.match(/wasi:\w+/g)).toEqual(["wasi:random"]);
      const { artifacts } = await build();
      const types = "evidentsource:decider/state-change-types@0.1.0#";
      expect(artifacts.map(({ name, imports }) => [name, [...imports].sort()])).toEqual([
        ["tally", []],
        [
          "count",
          [
            `${types}[method]database.at-effective-timestamp`,
            `${types}[method]database.at-revision`,
            `${types}[method]database.created-at`,
            `${types}[method]database.effective-timestamp`,
            `${types}[method]database.name`,
            `${types}[method]database.query-events`,
            `${types}[method]database.revision`,
            `${types}[method]database.revision-timestamp`,
            `${types}[method]database.view-state`,
            `${types}[resource-drop]database`,
            "wasi:random/random",
          ],
        ],
      ]);
    },
    PATIENCE,
  );

  it(
    "leaves what is unchanged alone, from whichever folder it is started",
    async () => {
      const { code, out } = await builtCli(["build", project.root], { cwd: "/" });
      expect(code).toBe(EXIT.ok);
      expect(out).toMatch(
        /^unchanged {2}state-views\/tally .*\nunchanged {2}state-changes\/count .*\n2 components in \S+\/dist \(.*, quickjs .*\)\n$/,
      );
    },
    PATIENCE,
  );

  it(
    "replaces a component that someone changed",
    async () => {
      await appendFile(inDist("state-views/tally.wasm"), "\0");
      expect((await build()).outcomes).toEqual({ tally: "built", count: "unchanged" });
      const record = await readBuildRecord(inDist(""));
      expect(sha256(await readFile(inDist("state-views/tally.wasm")))).toBe(
        record?.artifacts["state-views/tally"]?.sha256,
      );
    },
    PATIENCE,
  );

  it(
    "removes what belongs to deleted definitions, and binds another generation of the contract",
    async () => {
      await rm(join(project.root, "src/tally.ts"));
      await project.write({
        "src/index.ts": 'export * from "./counted.js";\nexport * from "./count.js";\n',
        "src/count.ts": (TINY["src/count.ts"] ?? "")
          .replace('import { Tally } from "./tally.js";\n', "")
          .replace("db.view(Tally)?.total ?? 0", "Number(speculated(this.by, db))")
          .concat(
            "\nconst speculated = (by: number, db: Database): bigint =>\n  db.speculate(event(Counted, { by })).speculatedEventCount;\n",
          ),
        "old.wit": batchWit,
      });
      await writeFile(inDist("notes.txt"), "not ours");
      const { outcomes, removed, artifacts } = await build("--wit", "old.wit");
      expect(outcomes).toEqual({ count: "built" });
      expect(removed).toEqual(["state-views/tally"]);
      expect(await readdir(inDist("state-views"))).toEqual([]);
      expect(existsSync(inDist("notes.txt"))).toBe(true);
      const types = "evidentsource:decider/state-change-types@0.0.9#";
      expect(artifacts[0]?.imports).toEqual(
        expect.arrayContaining([
          `${types}[method]database.speculate-with-batch`,
          `${types}[method]speculative-database.speculated-event-count`,
        ]),
      );
      expect(await worldOf("dist/state-changes/count.wasm")).toMatch(/decider\/\S+@0\.0\.9/);
    },
    PATIENCE,
  );
});
