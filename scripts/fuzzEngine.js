// What the engine reads by plans against class-transformer and class-validator, inside the engine, on random classes
// and texts; CASES and SEED say how many and which.
import { runJest } from "./runJest.js";

process.exitCode = await runJest(
  ["--globalSetup=", "--testTimeout=36000000", "__tests__/engine/plans"],
  { ...process.env, CASES: process.env.CASES ?? "1000000" },
);
