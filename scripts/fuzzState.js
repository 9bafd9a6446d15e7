// Random states, folded at once and in pieces, in process and in components:
// `npm run fuzz:state -- --cases 100000 --seed 7`, half of the cases at each level.
import { parseArgs } from "node:util";
import { runJest } from "./runJest.js";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});
const { cases, seed } = values;
process.stdout.write(`${cases} cases, seed ${seed}\n`);
process.exitCode = await runJest(
  ["--globalSetup=", "--testTimeout=36000000", "--maxWorkers=1", "randomStates"],
  { ...process.env, STATE_CASES: String(Math.ceil(Number(cases) / 2)), STATE_SEED: seed },
);
