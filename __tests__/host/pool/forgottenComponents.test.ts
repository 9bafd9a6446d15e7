import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What a thread has let go of meanwhile is had again, or was kept by whoever needs it. */
it("a command goes on while its components are forgotten, and a database after a hundred others", async () => {
  const script = ["conformance/guests/forgotten.js"];
  const { stdout } = await promisify(execFile)(process.execPath, script);
  expect(stdout).toMatch(/^121 databases took turns, and components were asked for [3-9] times/);
}, 180_000);
