import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A first call of a component shall not wait for a thread to start, as long as there may be another one. */
it("a thread stands ready for the next component from the first command on, up to as many as there may be", async () => {
  const script = ["conformance/guests/spare.js"];
  const { stdout } = await promisify(execFile)(process.execPath, script);
  expect(stdout).toBe("threads after each command: 2, 2, 3, 3\n");
}, 60_000);
