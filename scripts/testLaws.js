// The laws of what a database means, and of what a store must be, on 10,000 random cases each.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cases = process.argv[2] ?? "10000";
const { status } = spawnSync(
  process.execPath,
  [
    "--experimental-vm-modules",
    "--no-warnings=ExperimentalWarning",
    "node_modules/jest/bin/jest.js",
    "--testTimeout=1800000",
    "__tests__/database",
    "__tests__/store",
  ],
  {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, LAW_CASES: cases },
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
