// What jco's own lowering costs a fold in Node: the same component called through jco's script and with its
// arguments written straight into its memory. `npm run bench:lowering`
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { enginesNamed } from "./engines.js";
import { loadInJco } from "./hosts/jco.js";
import { directly } from "./lowering/direct.js";
import { alternate, median, medianCall } from "./measure.js";
import { buildComponents, bundleVariants } from "./variants.js";
import { exerciseOf } from "./workload.js";

const OUT = fileURLToPath(new URL(".build", import.meta.url));
const ROUNDS = 15;

mkdirSync(OUT, { recursive: true });
const engines = enginesNamed(["quickjs"]);
const bundles = (await bundleVariants(engines[0])).filter(
  ({ variant, request }) => variant === "ours" && request.world === "state-view",
);
const [{ file }] = await buildComponents(engines, bundles, OUT);
const component = await loadInJco(file, join(OUT, "jco"));

console.log("| events a call | bytes | jco, µs an event | directly, µs | jco / directly |");
console.log("| --- | --- | --- | --- | --- |");
for (const payload of [60, 200])
  for (const batch of [10, 1_000]) {
    const cell = { world: "state-view", payload, data: "string", batch };
    const exercise = exerciseOf(cell);
    const sampleOf = (name, instantiate) => (count) => {
      const call = instantiate();
      const { milliseconds, answer } = medianCall(exercise, call, count);
      exercise.check(answer, name);
      return milliseconds;
    };
    const samples = await alternate(
      [
        { name: "jco", sample: sampleOf("jco", () => component.instantiate().call) },
        {
          name: "directly",
          sample: sampleOf("directly", () => {
            const evolve = directly(component.core());
            return (args) => evolve(...args);
          }),
        },
      ],
      ROUNDS,
    );
    const ratio = median(samples.jco.map((each, round) => each / samples.directly[round]));
    const [jco, direct] = [samples.jco, samples.directly].map(
      (each) => (median(each) * 1_000) / batch,
    );
    console.log(
      `| ${batch} | ${payload} | ${jco.toFixed(2)} | ${direct.toFixed(2)} | ${ratio.toFixed(2)} |`,
    );
  }
