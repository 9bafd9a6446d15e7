import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const COMMITTED = resolve("src/protocol/gen");

test("the generated messages are those of the files in proto/", () => {
  const out = mkdtempSync(join(tmpdir(), "generated-"));
  try {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/generateProtocol.js", out], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const files = readdirSync(out);
    expect(files).toEqual(readdirSync(COMMITTED));
    for (const file of files)
      expect(readFileSync(join(out, file), "utf8")).toBe(
        readFileSync(join(COMMITTED, file), "utf8"),
      );
  } finally {
    rmSync(out, { recursive: true });
  }
}, 30_000);
