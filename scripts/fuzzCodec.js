// Compiled codecs against class-transformer and class-validator, on a million random inputs, and on as many
// once more as an engine runs them that has natives for objects.
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
    "__tests__/codec/compiled/randomClasses",
  ],
  {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, CASES: process.env.CASES ?? "1000000" },
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
