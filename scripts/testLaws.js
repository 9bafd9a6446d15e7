// The laws of what a database means, and of what a store must be, on 10,000 random cases each.
import { runJest } from "./runJest.js";

process.exitCode = await runJest(
  ["--testTimeout=1800000", "__tests__/database", "__tests__/store"],
  { ...process.env, LAW_CASES: process.argv[2] ?? "10000" },
);
