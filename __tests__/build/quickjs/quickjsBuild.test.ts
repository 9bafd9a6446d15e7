import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BuildReport } from "../../../src/build/index.js";
import { readBuildRecord, sha256 } from "../../../src/artifact/index.js";
import { EXIT } from "../../../src/cli/exitCode.js";
import { builtCli } from "../../support/builtCli.js";
import {
  temporaryProject,
  TSCONFIG,
  type TemporaryProject,
} from "../../support/temporaryProject.js";
import { TINY, tinyWith } from "../../support/tinyProject.js";

const PATIENCE = 120_000;
const COMPONENTS = ["state-views/tally", "state-changes/count"];

let project: TemporaryProject;
beforeAll(async () => {
  project = await temporaryProject(TINY);
});
afterAll(() => project.remove());

async function build(
  { root }: TemporaryProject,
  ...args: readonly string[]
): Promise<BuildReport & { outcomes: readonly string[] }> {
  const { out, err } = await builtCli(["build", "--json", "--engine", "quickjs", ...args], {
    cwd: root,
  });
  expect(err).toBe("");
  const report = JSON.parse(out) as BuildReport;
  return { ...report, outcomes: report.artifacts.map(({ outcome }) => outcome) };
}

const componentsOf = ({ root }: TemporaryProject): Promise<readonly Buffer[]> =>
  Promise.all(COMPONENTS.map((name) => readFile(join(root, `dist/${name}.wasm`))));

const recordOf = ({ root }: TemporaryProject) => readBuildRecord(join(root, "dist"));

/** One project through its life; each build starts from what the one before left. */
describe("a build with quickjs", () => {
  it(
    "makes small components, and makes none anew that is unchanged",
    async () => {
      const first = await build(project);
      expect(first.ok).toBe(true);
      expect(first.engine).toMatch(/^quickjs \S+$/);
      for (const { bytes } of first.artifacts) expect(bytes).toBeLessThan(3_500_000);
      expect((await build(project)).outcomes).toEqual(["unchanged", "unchanged"]);
    },
    PATIENCE,
  );

  it(
    "gives the same bytes in another folder, which are nowhere in them",
    async () => {
      const deeper = Object.entries({ ...TINY, "tsconfig.json": TSCONFIG });
      const holder = await temporaryProject(
        Object.fromEntries(deeper.map(([path, text]) => [`some/where/else/${path}`, text])),
      );
      const other = { ...holder, root: join(holder.root, "some/where/else") };
      try {
        await build(other);
        const components = await componentsOf(project);
        expect((await componentsOf(other)).map(sha)).toEqual(components.map(sha));
        for (const component of components) {
          for (const place of [project.root, other.root, process.cwd(), "node_modules/"])
            expect(component.includes(place)).toBe(false);
        }
      } finally {
        await holder.remove();
      }
    },
    PATIENCE,
  );

  it(
    "remembers a step limit, and makes other components for another one",
    async () => {
      const before = await componentsOf(project);
      expect((await build(project, "--step-limit", "5000001")).outcomes).toEqual([
        "built",
        "built",
      ]);
      const record = await recordOf(project);
      expect(record?.artifacts["state-views/tally"]?.settings).toEqual({ stepLimit: 501 });
      expect((await componentsOf(project)).map(sha)).not.toEqual(before.map(sha));
      const { out } = await builtCli(["inspect"], { cwd: project.root });
      expect(out.match(/^ {2}step limit {2}5010000$/gm)).toHaveLength(2);
    },
    PATIENCE,
  );

  it(
    "is followed by inspect, from a folder and from a file without its record",
    async () => {
      const { engine } = await build(project);
      const { out } = await builtCli(["inspect"], { cwd: project.root });
      expect(out.split(`gzipped), ${engine}\n`)).toHaveLength(3);
      expect(out).not.toContain("step limit");
      const [component = Buffer.alloc(0)] = await componentsOf(project);
      await writeFile(join(project.root, "bare.wasm"), component);
      const bare = await builtCli(["inspect", "bare.wasm"], { cwd: project.root });
      expect(bare.out).toMatch(
        new RegExp(`^ {2}engine {6}${engine.replaceAll(/[.+]/g, "\\$&")}$`, "m"),
      );
      const json = await builtCli(["inspect", "bare.wasm", "--json"], { cwd: project.root });
      expect(JSON.parse(json.out)).toMatchObject({ engine });
    },
    PATIENCE,
  );
});

describe("what quickjs lacks", () => {
  const LACKING = tinyWith("src/tally.ts", [
    "this.total += by;",
    "this.total += new Blob([]).size + by;",
  ]);
  let lacking: TemporaryProject;
  beforeAll(async () => {
    lacking = await temporaryProject(LACKING);
  });
  afterAll(() => lacking.remove());

  it(
    "is found by check when quickjs is named, and only then",
    async () => {
      const check = (engine: string) =>
        builtCli(["check", "--engine", engine], { cwd: lacking.root });
      const found = await check("quickjs");
      expect(found.code).toBe(EXIT.failed);
      expect(found.out + found.err).toContain(
        "Blob does not exist inside a component of the engine quickjs.",
      );
      expect((await check("starlingmonkey")).code).toBe(EXIT.ok);
    },
    PATIENCE,
  );

  it(
    "is found again when the build is repeated",
    async () => {
      for (let time = 0; time < 2; time++) {
        const { ok, diagnostics } = await build(lacking);
        expect([ok, diagnostics.map(({ code }) => code)]).toEqual([false, ["ESF501"]]);
      }
    },
    PATIENCE,
  );
});

describe("a module that throws while its component is made", () => {
  it(
    "is told with its place in the sources, and without places of this machine",
    async () => {
      const failing = await temporaryProject({
        ...tinyWith(
          "src/tally.ts",
          [
            "@StateView",
            `function settings(): number {
  if (!("process" in globalThis)) throw new Error("no settings");
  return 1;
}

@StateView`,
          ],
          ["total = 0;", "static readonly step = settings();\n  total = 0;"],
        ),
        "src/index.ts": 'export * from "./counted.js";\nexport * from "./tally.js";\n',
      });
      try {
        const { ok, artifacts } = await build(failing);
        const error = artifacts[0]?.error ?? "";
        expect([ok, artifacts[0]?.outcome]).toEqual([false, "failed"]);
        expect(error).toMatch(/^The module threw while it was loaded:\nError: no settings$/m);
        expect(error).toMatch(/at settings \(src\/tally\.ts:5:\d+\)/);
        expect(error).not.toMatch(/node_modules|tally\.js/);
      } finally {
        await failing.remove();
      }
    },
    PATIENCE,
  );
});

const sha = (bytes: Buffer): string => sha256(bytes);
