// Counts the fuel of folds and decisions in Wasmtime, which depends neither on the machine nor on what else
// it does: small differences show. `npm run bench:fuel`, with `-- --peers` for the Rust SDK's components too.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exactJson } from "../conformance/exactJson.js";
import { enginesNamed } from "./engines.js";
import { asAnswered, PYTHON, wasmtimeProblem } from "./hosts/wasmtime.js";
import { buildPeer } from "./peers/build.js";
import { buildComponents, bundleVariants } from "./variants.js";
import { databaseAnswers, exerciseOf } from "./workload.js";

const OUT = fileURLToPath(new URL(".build", import.meta.url));
const SCRIPT = fileURLToPath(new URL("hosts/fuelInWasmtime.py", import.meta.url));

/** What is counted, and by how much it is divided; the peers' views know nothing of what is `own`. */
const CELLS = [
  { what: "an event of 60 bytes", world: "state-view", payload: 60, data: "string", batch: 1_000 },
  { what: "the same, 10 a call", world: "state-view", payload: 60, data: "string", batch: 10 },
  { what: "the same, 1 a call", world: "state-view", payload: 60, data: "string", batch: 1 },
  {
    what: "an event of 200 bytes",
    world: "state-view",
    payload: 200,
    data: "string",
    batch: 1_000,
    own: true,
  },
  { what: "a fold without events", world: "state-view", payload: 60, data: "string", batch: 0 },
  { what: "a decision", world: "state-change" },
  { what: "a refused command", world: "state-change", refused: true },
];

async function components() {
  const engines = enginesNamed(["quickjs"]);
  const bundles = (await bundleVariants(engines[0])).filter(({ variant }) => variant === "ours");
  const ours = await buildComponents(engines, bundles, OUT);
  if (!process.argv.includes("--peers")) return ours;
  const { view, change } = buildPeer("rust");
  return [
    ...ours,
    { variant: "rust", world: "state-view", file: view },
    { variant: "rust", world: "state-change", file: change },
  ];
}

function counted(components) {
  const keyed = components.map((each) => ({ ...each, key: `${each.variant} ${each.world}` }));
  const plan = {
    cache: join(OUT, "fuel"),
    warmUps: 3,
    answers: databaseAnswers(),
    components: keyed.map(({ key, file, world }) => ({ key, file, world })),
    cells: CELLS.map((cell) => ({
      world: cell.world,
      args: argumentsIn(cell),
      components: keyed
        .filter(({ world, variant }) => world === cell.world && !(variant === "rust" && cell.own))
        .map(({ key }) => key),
    })),
  };
  const file = join(OUT, "fuel.json");
  writeFileSync(file, exactJson(plan));
  const { stdout, status } = spawnSync(PYTHON, [SCRIPT, file], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`counting in Wasmtime ended with ${String(status)}`);
  return asAnswered(stdout);
}

const argumentsIn = (cell) =>
  exerciseOf(cell)
    .fresh()
    .slice(cell.world === "state-view" ? 0 : 1);

mkdirSync(OUT, { recursive: true });
const problem = wasmtimeProblem();
if (problem !== undefined) throw new Error(problem);
for (const [index, { fuel, answers }] of counted(await components()).entries()) {
  const cell = CELLS[index];
  const { check } = exerciseOf(cell);
  for (const [key, units] of Object.entries(fuel)) {
    const answer = answers[key];
    check(answer?.tag === "ok" || answer?.tag === "err" ? answer.val : answer, key);
    const each = Math.round(units / (cell.batch || 1));
    console.log(
      `${cell.what.padEnd(24)}${key.split(" ")[0].padEnd(6)}${String(each).padStart(10)}`,
    );
  }
}
