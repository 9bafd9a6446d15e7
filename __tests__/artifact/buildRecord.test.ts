import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BuildFilesError, readBuildRecord, type BuildRecord } from "../../src/artifact/index.js";

const HASH = "0".repeat(64);
const ARTIFACT = {
  key: HASH,
  sha256: HASH,
  engine: "quickjs 1",
  settings: { stepLimit: 3 },
  imports: ["a#b"],
  bytes: 5,
  bundleBytes: 6,
};
const RECORD: BuildRecord = {
  schemaVersion: 2,
  whole: true,
  artifacts: { "state-views/tally": ARTIFACT },
  files: { "model.json": HASH, "state-views/tally.js.map": HASH },
  sources: { context: HASH, files: { "../x.ts": HASH }, folders: { src: HASH } },
  diagnostics: [
    {
      code: "ESF406",
      severity: "remark",
      className: "A",
      where: { file: "src/a.ts", line: 1, column: 2 },
      cause: "why",
      remedy: "what",
    },
  ],
};

let outDir: string;
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), "esf-record-"));
});
afterAll(() => rm(outDir, { recursive: true }));

async function read(text: string): Promise<BuildRecord | undefined> {
  await writeFile(join(outDir, "build.json"), text);
  return readBuildRecord(outDir);
}

describe("the record of a build", () => {
  it("is read as it was written", async () => {
    expect(await read(JSON.stringify(RECORD))).toEqual(RECORD);
  });

  it("is missed without an error where there is none", async () => {
    expect(await readBuildRecord(join(outDir, "nowhere"))).toBeUndefined();
  });

  it.each<[string, object]>([
    ["another version", { ...RECORD, schemaVersion: 1 }],
    ["no artifacts", { ...RECORD, artifacts: null }],
    ["a name that leads out of the folder", { ...RECORD, artifacts: { "../package": ARTIFACT } }],
    ["a name that leads up again", { ...RECORD, artifacts: { "state-views/..": ARTIFACT } }],
    ["a name in a folder of a folder", { ...RECORD, artifacts: { "state-views/a/b": ARTIFACT } }],
    ["a name with a separator", { ...RECORD, artifacts: { "state-views/..\\a": ARTIFACT } }],
    ["a file that no build writes", { ...RECORD, files: { "../secret": HASH } }],
    ["a hash that is none", { ...RECORD, files: { "model.json": "x" } }],
    ["findings of another form", { ...RECORD, diagnostics: null }],
    [
      "an error among the findings",
      { ...RECORD, diagnostics: [{ code: "ESF101", severity: "error" }] },
    ],
    [
      "an artifact without a size",
      { ...RECORD, artifacts: { "state-views/a": { ...ARTIFACT, bytes: "5" } } },
    ],
  ])("is refused in one line with %s", async (_what, record) => {
    const refusal = await read(JSON.stringify(record)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BuildFilesError);
    expect((refusal as Error).message).toMatch(
      /^build\.json in .* is no record of a build \(.*\); run `esf build` again$/,
    );
  });

  /** The record with another value for each of its members of that name, at any depth. */
  const withMember = (part: unknown, key: string, value: unknown): unknown => {
    if (Array.isArray(part)) return part.map((item) => withMember(item, key, value));
    if (typeof part !== "object" || part === null) return part;
    const members = Object.entries(part).map(([name, old]) => [
      name,
      name === key ? value : withMember(old, key, value),
    ]);
    return Object.fromEntries(members) as unknown;
  };

  it("is a record or refused, whatever stands in the file", async () => {
    const member = fc.constantFrom(...Object.keys(RECORD), ...Object.keys(ARTIFACT));
    const change = fc.tuple(member, fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(change, async ([key, value]) => {
        const text = JSON.stringify(withMember(RECORD, key, value));
        const found = await read(text).catch((error: unknown) => error);
        if (!(found instanceof BuildFilesError)) expect(found).toEqual(JSON.parse(text));
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        await expect(read(text)).rejects.toThrow(BuildFilesError);
      }),
    );
  });
});
