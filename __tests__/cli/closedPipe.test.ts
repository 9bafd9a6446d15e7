import { spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EXIT } from "../../src/cli/exitCode.js";
import { temporaryProject } from "../support/temporaryProject.js";
import { TINY } from "../support/tinyProject.js";

const MAIN = resolve("dist/cli/main.js");

/** Runs the program, and closes its output before it writes the first line. */
function unread(
  args: readonly string[],
  cwd: string,
): Promise<{ code: number | null; err: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("close", (code) => {
      done({ code, err });
    });
  });
}

test("a build whose output nobody reads goes on to its end, without a word", async () => {
  const { root, remove } = await temporaryProject(TINY);
  expect(await unread(["build"], root)).toEqual({ code: EXIT.ok, err: "" });
  expect(await readdir(join(root, "dist"))).toContain("model.json");
  expect(await readdir(join(root, "dist/state-changes"))).toContain("count.wasm");
  expect(await unread(["check", "--no-types"], root)).toEqual({ code: EXIT.ok, err: "" });
  await remove();
}, 120_000);

const FULL = "/dev/full";
(existsSync(FULL) ? test : test.skip)(
  "output that cannot be written is told, and a failure",
  async () => {
    const child = spawn(process.execPath, [MAIN, "--help"], {
      stdio: ["ignore", openSync(FULL, "w"), "pipe"],
    });
    let err = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
    const code = await new Promise((done) => child.on("close", done));
    expect([code, err]).toEqual([
      EXIT.failed,
      expect.stringMatching(/^error: the output cannot be written: ENOSPC[^\n]*\n$/),
    ]);
  },
);
