// How much memory instances take, and whether they outlive the platform's limit: npm run bench:memory
// -- [--engines a,b] [--seconds 120] [--json]. Under jco, with 100 MB, on one instance each.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { enginesNamed } from "./engines.js";
import { loadInJco } from "./hosts/jco.js";
import { buildComponents, bundleVariants } from "./variants.js";
import { exerciseOf } from "./workload.js";

const OUT = fileURLToPath(new URL(".build", import.meta.url));
const LIMIT = 100_000_000;
const FOLD = { world: "state-view", payload: 60, data: "string" };

/** `most` bounds the memory at the end; `flat` what it may grow from the first tenth on. */
const CASES = [
  { text: "50,000 events in one call", cell: { ...FOLD, batch: 50_000 }, calls: 1, most: 30e6 },
  {
    text: "1,000 calls of 1,000 events",
    cell: { ...FOLD, batch: 1_000 },
    calls: 1_000,
    most: LIMIT,
  },
  { text: "60 calls of 50,000 events", cell: { ...FOLD, batch: 50_000 }, calls: 60, most: LIMIT },
  { text: "100,000 decisions", cell: { world: "state-change" }, calls: 100_000, flat: 1.1 },
];

/** Calls one instance until it traps, all calls are made or the time is over. */
function run({ instantiate }, { cell, calls, most, flat }, seconds) {
  const { call, memory } = instantiate();
  const { fresh, check } = exerciseOf(cell);
  const end = performance.now() + seconds * 1_000;
  let made = 0;
  let early;
  try {
    while (made < calls && (made === 0 || performance.now() < end)) {
      check(call(fresh()), "ours");
      made += 1;
      if (made === Math.ceil(calls / 10)) early = memory();
    }
  } catch (error) {
    return { made, bytes: memory(), outcome: `NOT met: ${error.message}` };
  }
  const bytes = memory();
  const kept = flat === undefined ? bytes <= most : early !== undefined && bytes <= early * flat;
  if (!kept) return { made, bytes, outcome: early === undefined && flat ? "-" : "NOT met" };
  return { made, bytes, outcome: made === calls ? "met" : "met so far, but the time was over" };
}

const { values } = parseArgs({
  options: {
    engines: { type: "string" },
    seconds: { type: "string", default: "120" },
    json: { type: "boolean", default: false },
  },
});
mkdirSync(OUT, { recursive: true });
const engines = enginesNamed(values.engines?.split(","));
const bundles = (await bundleVariants(engines[0])).filter(({ variant }) => variant === "ours");
const components = await buildComponents(engines, bundles, OUT);
const results = [];
for (const { engine, world, file } of components) {
  const component = await loadInJco(file, join(OUT, "jco"), LIMIT);
  for (const each of CASES.filter(({ cell }) => cell.world === world)) {
    const { made, bytes, outcome } = run(component, each, Number(values.seconds));
    results.push({ engine, text: each.text, calls: each.calls, made, bytes, outcome });
    const memory = `${(bytes / 1e6).toFixed(1)} MB`.padStart(9);
    const count = `${made} of ${each.calls} calls`.padStart(26);
    if (!values.json) {
      console.log(`${engine.padEnd(15)} ${each.text.padEnd(28)} ${count} ${memory}  ${outcome}`);
    }
  }
}
if (values.json) console.log(JSON.stringify(results, null, 1));
