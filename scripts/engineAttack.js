// Calls that end in every way there is, calls that do not end, and calls that need more memory than there
// is, in larger numbers than `npm test` asks.
import { runJest } from "./runJest.js";

process.exitCode = await runJest(
  ["--globalSetup=", "--testTimeout=36000000", "--maxWorkers=1", "__tests__/engine"],
  { ATTACK_PAIRS: "10000", ATTACK_UNITS: "1000", ATTACK_MEBIBYTES: "32", ...process.env },
);
