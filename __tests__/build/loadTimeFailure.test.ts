import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BuildReport } from "../../src/build/index.js";
import { EXIT } from "../../src/cli/exitCode.js";
import { builtCli, type CliResult } from "../support/builtCli.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";
import { tinyWith } from "../support/tinyProject.js";

// An engine's start takes its time, and other tests run beside this one.
const PATIENCE = 180_000;

/** Node has what a component has not, so only the engine finds it. */
const FAILING = tinyWith(
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
);

describe.each([
  ["quickjs", "The module threw while it was loaded:", /at settings \(src\/tally\.ts:5:\d+\)/],
  ["starlingmonkey", "Failed to initialize component:", /settings@src\/tally\.ts:5:\d+/],
])("a module that throws while its component is made by %s", (engine, what, frame) => {
  let project: TemporaryProject;
  let result: CliResult;
  beforeAll(async () => {
    project = await temporaryProject({
      ...FAILING,
      "src/index.ts": 'export * from "./counted.js";\nexport * from "./tally.js";\n',
    });
    const args = ["build", "--json", "--engine", engine];
    result = await builtCli(args, { cwd: project.root });
  }, PATIENCE);
  afterAll(() => project.remove());

  it("fails the build of its definition", () => {
    const { ok, artifacts } = JSON.parse(result.out) as BuildReport;
    expect(ok).toBe(false);
    expect(artifacts).toMatchObject([{ name: "tally", outcome: "failed" }]);
    expect(existsSync(join(project.root, "dist/state-views/tally.wasm"))).toBe(false);
    expect(result.code).toBe(EXIT.failed);
  });

  it("is told with its place in the sources, and without places of this machine", () => {
    const { artifacts } = JSON.parse(result.out) as BuildReport;
    const [first, ...rest] = (artifacts[0]?.error ?? "").split("\n");
    const error = rest.join("\n");
    expect(first).toBe(what);
    expect(error).toMatch(/^(src\/tally\.ts:5:\d+ )?Error: no settings$/m);
    expect(error).toMatch(frame);
    expect(error).not.toMatch(/node_modules|tally\.js|wizer/);
  });
});
