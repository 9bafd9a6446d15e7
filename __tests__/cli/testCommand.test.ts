import { resolve } from "node:path";
import { builtCli } from "../support/builtCli.js";
import { temporaryProject, type TemporaryProject } from "../support/temporaryProject.js";
import { staleSources } from "../../src/host/staleSources.js";

const DIST = resolve("examples/savings-account/dist");
const map = (sources: Readonly<Record<string, string>>): string =>
  JSON.stringify({ sources: Object.keys(sources), sourcesContent: Object.values(sources) });

describe("the sources of a build", () => {
  let project: TemporaryProject;
  beforeAll(async () => {
    project = await temporaryProject({
      "src/a.ts": "a",
      "src/b.ts": "b",
      "dist/state-views/v.js.map": map({ "../../src/a.ts": "a", "../../node_modules/x/x.ts": "" }),
      "dist/state-changes/c.js.map": map({ "../../src/a.ts": "a", "../../src/b.ts": "b" }),
    });
  });
  afterAll(() => project.remove());
  const stale = () => staleSources(resolve(project.root, "dist"), project.root);

  it("are not stale as long as they are what it was built from", async () => {
    expect(await stale()).toEqual([]);
    await project.write({ "src/b.ts": "b" });
    expect(await stale()).toEqual([]);
  });

  it("are stale if they have another text, or none", async () => {
    await project.write({ "src/b.ts": "c" });
    expect(await stale()).toEqual(["src/b.ts"]);
    await project.write({ "dist/state-views/w.js.map": map({ "../../src/gone.ts": "" }) });
    expect(await stale()).toEqual(["src/b.ts", "src/gone.ts"]);
  });
});

describe("esf test --components", () => {
  const count = (bytes: string) =>
    `require("node:fs").appendFileSync(process.env.EVIDENTSOURCE_COUNT, "${bytes}")`;
  const test = (script: string, cwd = ".", dist = DIST) =>
    builtCli(["test", "--components", "--dist", dist, "--", process.execPath, "-e", script], {
      cwd,
    });

  it("says how many specifications reached the components", async () => {
    const { code, err } = await test(count(".."));
    expect(code).toBe(0);
    expect(err).toContain("2 specifications reached the components");
    expect(err).not.toContain("built from other sources");
  }, 60_000);

  it("warns if none did, and if the build is older than the sources", async () => {
    const project = await temporaryProject({ "src/task.ts": "changed" });
    try {
      await project.write({
        "dist/model.json": JSON.stringify({
          schemaVersion: 1,
          stateViews: [],
          stateChanges: [],
          events: [],
        }),
        "dist/state-views/task.js.map": map({ "../../src/task.ts": "as it was" }),
      });
      const { err } = await test("", project.root, "dist");
      expect(err).toContain("no specification reached the components");
      expect(err).toContain("the components in dist were built from other sources: src/task.ts");
    } finally {
      await project.remove();
    }
  }, 60_000);
});
