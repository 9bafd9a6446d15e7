// Starts one transpiled component in a fresh process and prints how long each step took, in
// milliseconds: node coldStart.js <component> <world> <folder of transpiled components>
import { loadInJco } from "./hosts/jco.js";
import { timed } from "./measure.js";
import { exerciseOf } from "./workload.js";

const [file, world, cacheDir] = process.argv.slice(2);
const { fresh } = exerciseOf({ world, payload: 60, data: "string", batch: 1 });

const load = await timed(() => loadInJco(file, cacheDir));
const instantiate = await timed(() => load.result.instantiate());
const args = fresh();
const first = await timed(() => instantiate.result.call(args));

console.log(
  JSON.stringify({
    loadMilliseconds: load.milliseconds,
    instantiateMilliseconds: instantiate.milliseconds,
    firstCallMilliseconds: first.milliseconds,
  }),
);
