// Calls that end in every way there is, calls that do not end, and calls that need more memory than there
// is, in larger numbers than `npm test` asks.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const { status } = spawnSync(
  process.execPath,
  [
    "--experimental-vm-modules",
    "--no-warnings=ExperimentalWarning",
    "node_modules/jest/bin/jest.js",
    "--globalSetup=",
    "--testTimeout=36000000",
    "--maxWorkers=1",
    "__tests__/engine",
  ],
  {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: {
      ATTACK_PAIRS: "10000",
      ATTACK_UNITS: "1000",
      ATTACK_MEBIBYTES: "32",
      ...process.env,
    },
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
