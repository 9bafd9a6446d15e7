// Random states, folded at once and in pieces, in process and in components:
// `npm run fuzz:state -- --cases 100000 --seed 7`, half of the cases at each level.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
const { cases, seed } = values;
process.stdout.write(`${cases} cases, seed ${seed}\n`);
const { status } = spawnSync(
  process.execPath,
  [
    "--experimental-vm-modules",
    "--no-warnings=ExperimentalWarning",
    "node_modules/jest/bin/jest.js",
    "--globalSetup=",
    "--testTimeout=36000000",
    "--maxWorkers=1",
    "randomStates",
  ],
  {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: {
      ...process.env,
      STATE_CASES: String(Math.ceil(Number(cases) / 2)),
      STATE_SEED: seed,
    },
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
