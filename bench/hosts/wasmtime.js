// Components in Wasmtime, the platform's own host, through its package on PyPI.
import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exactJson } from "../../conformance/exactJson.js";
import { MOST_CALLS, SAMPLE_MILLISECONDS, SLOW_MILLISECONDS, SLOW_ROUNDS } from "../measure.js";
import { databaseAnswers, exerciseOf } from "../workload.js";

export const PYTHON = fileURLToPath(new URL("../../conformance/.venv/bin/python", import.meta.url));
const SCRIPT = fileURLToPath(new URL("timeInWasmtime.py", import.meta.url));

/** Why Wasmtime cannot be used; `undefined` when it can. */
export function wasmtimeProblem() {
  if (!existsSync(PYTHON)) return "conformance/.venv is missing; npm run test:conformance makes it";
  const { status } = spawnSync(PYTHON, ["-c", "import wasmtime.component"], { stdio: "ignore" });
  return status === 0 ? undefined : "conformance/.venv has no wasmtime; npm run test:conformance";
}

/**
 * Times components in cells, alternating, in one process.
 * @param components - `{ key, file, world }`.
 * @param cells - `{ world, payload, data, batch, rounds, components, unchecked }`, where `components`
 *   are keys, and those in `unchecked` may answer anything.
 * @returns `costs` by key, and for each cell the samples by key.
 */
export function timeInWasmtime(components, cells, folder) {
  const plan = {
    cache: join(folder, "wasmtime"),
    sampleMilliseconds: SAMPLE_MILLISECONDS,
    mostCalls: MOST_CALLS,
    slowMilliseconds: SLOW_MILLISECONDS,
    slowRounds: SLOW_ROUNDS,
    answers: databaseAnswers(),
    components,
    cells: cells.map((cell) => ({ ...cell, args: argumentsIn(cell) })),
  };
  const file = join(folder, "plan.json");
  writeFileSync(file, exactJson(plan));
  const { stdout, status } = spawnSync(PYTHON, [SCRIPT, file], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`measuring in Wasmtime ended with ${String(status)}`);
  const measured = asAnswered(stdout);
  for (const [index, cell] of cells.entries()) {
    const { check } = exerciseOf(cell);
    for (const [key, answer] of Object.entries(measured.cells[index].answers)) {
      if (cell.unchecked.includes(key)) continue;
      check(cell.refused && answer?.tag === "err" ? answer.val : plainAnswer(answer, key), key);
    }
  }
  return { costs: measured.costs, samples: measured.cells.map(({ samples }) => samples) };
}

/** Decisions are given their database by the script. */
function argumentsIn(cell) {
  const args = exerciseOf(cell).fresh();
  return cell.world === "state-view" ? args : args.slice(1);
}

/** What a script printed of what components have answered. */
export const asAnswered = (text) => JSON.parse(text, bytes);

const bytes = (_, value) =>
  typeof value?.base64 === "string" ? Buffer.from(value.base64, "base64") : value;

function plainAnswer(answer, key) {
  if (answer?.tag === "ok") return answer.val;
  if (answer?.tag === "err") throw new Error(`${key} refused: ${JSON.stringify(answer.val)}`);
  return answer;
}
