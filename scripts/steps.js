// What scripts share that try the packed package step by step.
import { rmSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** Something does not hold; the message is all that is told. */
export class Failure extends Error {}

/** Does something, and says that it was done and how long it took. */
export function step(name, action) {
  const start = performance.now();
  const result = action();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`ok  ${name.padEnd(56)}${seconds.padStart(6)} s`);
  return result;
}

/** Takes steps in a folder, which is removed afterwards. The first failure ends them, and the process with 1. */
export function takeSteps(folder, steps) {
  try {
    steps();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`\nfailed: ${error.message}`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
