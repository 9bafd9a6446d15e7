// Compiled codecs against class-transformer and class-validator, on a million random inputs, and on as many
// once more as an engine runs them that has natives for objects.
import { runJest } from "./runJest.js";

process.exitCode = await runJest(
  ["--globalSetup=", "--testTimeout=36000000", "__tests__/codec/compiled/randomClasses"],
  { ...process.env, CASES: process.env.CASES ?? "1000000" },
);
