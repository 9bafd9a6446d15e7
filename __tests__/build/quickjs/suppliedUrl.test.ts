import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactReport, BuildReport } from "../../../src/build/index.js";
import { builtCli } from "../../support/builtCli.js";
import { temporaryProject, type TemporaryProject } from "../../support/temporaryProject.js";
import { TINY } from "../../support/tinyProject.js";

const PATIENCE = 120_000;

/** Both are evaluated while the component is made, so that a wrong answer fails the build. */
const ADDRESSES = `const home = new URL("../b c?x=%20", "https://BÜCHER.test:443/a/c/d");
if (home.href !== "https://xn--bcher-kva.test/a/b%20c?x=%20") throw new Error(home.href);
const { URLSearchParams: Parameters } = globalThis;
const text = String(new Parameters({ a: "ä", b: "c d" }));
if (text !== "a=%C3%A4&b=c+d" || home.constructor.name !== "URL") throw new Error(text);
`;

const TALLY = TINY["src/tally.ts"] ?? "";
const FILES = {
  "src/counted.ts": TINY["src/counted.ts"] ?? "",
  "src/plain.ts": TALLY.replace('"tally"', '"plain"').replace("class Tally", "class Plain"),
  "src/tally.ts": TALLY.replace("@StateView", `${ADDRESSES}\n@StateView`).replace(
    "+= by",
    "+= by * home.pathname.length",
  ),
  "src/index.ts": ["counted", "plain", "tally"]
    .map((name) => `export * from "./${name}.js";`)
    .join("\n"),
};

async function build({ root }: TemporaryProject): Promise<BuildReport> {
  const { out, err } = await builtCli(["build", "--json", "--engine", "quickjs"], { cwd: root });
  expect(err).toBe("");
  return JSON.parse(out) as BuildReport;
}

describe("a definition that uses URL, with quickjs", () => {
  const projects: TemporaryProject[] = [];
  beforeAll(async () => {
    projects.push(await temporaryProject(FILES), await temporaryProject(FILES));
  });
  afterAll(() => Promise.all(projects.map((project) => project.remove())));

  it(
    "brings it along, and no other definition does",
    async () => {
      const [project] = projects as [TemporaryProject];
      const { ok, diagnostics, artifacts } = await build(project);
      expect([ok, diagnostics]).toEqual([true, []]);
      const [plain, tally] = ["plain", "tally"].map((wanted) =>
        artifacts.find(({ name }) => name === wanted),
      ) as [ArtifactReport, ArtifactReport];
      const added = tally.bundleBytes - plain.bundleBytes;
      expect(added).toBeGreaterThan(10_000);
      expect(added).toBeLessThan(80_000);
      const again = await build(project);
      expect(again.artifacts.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
    },
    PATIENCE,
  );

  it(
    "gives the same bytes in two folders",
    async () => {
      const components = projects.map(async (project) => {
        expect((await build(project)).ok).toBe(true);
        return readFile(join(project.root, "dist/state-views/tally.wasm"));
      });
      const [one, other] = (await Promise.all(components)) as [Buffer, Buffer];
      expect(one.equals(other)).toBe(true);
      for (const { root } of projects) expect(one.includes(root)).toBe(false);
      expect(one.includes("node_modules/")).toBe(false);
    },
    PATIENCE,
  );
});
