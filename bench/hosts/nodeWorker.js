// Answers `{ cell, count, checked, who }` with the milliseconds of the median call of a bundle.
import { parentPort, workerData } from "node:worker_threads";
import { medianCall } from "../measure.js";
import { exerciseOf } from "../workload.js";

const { evolve, decide } = await import(workerData);
const run = evolve ?? decide;

parentPort.on("message", ({ cell, count, checked, who }) => {
  const exercise = exerciseOf(cell);
  const { milliseconds, answer } = medianCall(exercise, (args) => run(...args), count);
  if (checked) exercise.check(answer, who);
  parentPort.postMessage(milliseconds);
});
