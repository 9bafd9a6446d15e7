import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtFiles, sha256 } from "../../src/artifact/index.js";

let outDir: string;
beforeEach(async () => {
  outDir = await mkdtemp(join(tmpdir(), "esf-built-"));
  await mkdir(join(outDir, "state-views"));
  await writeFile(join(outDir, "model.json"), "{}");
  await writeFile(join(outDir, "state-views/tally.wasm"), "wasm");
});
afterEach(() => rm(outDir, { recursive: true }));

const FILES = { "model.json": sha256("{}"), "state-views/tally.wasm": sha256("wasm") };

function record(change: object = {}): Promise<void> {
  const whole = { schemaVersion: 2, whole: true, artifacts: {}, files: FILES, diagnostics: [] };
  return writeFile(join(outDir, "build.json"), JSON.stringify({ ...whole, ...change }));
}

describe("the files of a build", () => {
  it("are read when they belong together", async () => {
    await record();
    const files = await builtFiles(outDir);
    expect(Buffer.from(await files.read("state-views/tally.wasm")).toString()).toBe("wasm");
  });

  it("are refused while a build works on them, and after one was interrupted", async () => {
    await record({ whole: false });
    await expect(builtFiles(outDir)).rejects.toThrow(
      `the build in ${outDir} is not whole: the last one was interrupted, or failed; run \`esf build\` again`,
    );
  });

  it.each(Object.keys(FILES))("are refused when %s is another build's", async (file) => {
    await record();
    await writeFile(join(outDir, file), "other");
    await expect(builtFiles(outDir)).rejects.toThrow(
      `${file} in ${outDir} is not what the last build made; run \`esf build\` again`,
    );
  });

  it("are refused when one is missing", async () => {
    await record();
    await rm(join(outDir, "state-views/tally.wasm"));
    await expect(builtFiles(outDir)).rejects.toThrow(
      `state-views/tally.wasm is missing in ${outDir}`,
    );
  });

  it("are refused when one changes after they were looked at, or is not of the build", async () => {
    await record();
    const files = await builtFiles(outDir);
    await writeFile(join(outDir, "model.json"), "[]");
    await expect(files.read("model.json")).rejects.toThrow("is not what the last build made");
    await writeFile(join(outDir, "state-views/more.wasm"), "");
    await expect(files.read("state-views/more.wasm")).rejects.toThrow("is not what the last build");
  });

  it("are taken as they are where no build left a record", async () => {
    const files = await builtFiles(outDir);
    expect(Buffer.from(await files.read("model.json")).toString()).toBe("{}");
  });
});
