import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The short form of `npm run test:guests`: two rounds of everything that a guest can do. */
it("guests that loop, allocate, recurse, trap or are none are ended, and leave nothing behind", async () => {
  const script = ["--expose-gc", "conformance/guests/terminate.js", "--guests", "14"];
  const { stdout } = await promisify(execFile)(process.execPath, script);
  expect(stdout).toMatch(/^14 guests ended; threads \d+ → \d+/);
}, 180_000);
