// The benchmark: the same view and decision with the libraries, by hand and with this package, in
// components of every engine and in plain Node. `npm run bench -- --help` tells the options.
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compareWithBaseline, updateBaseline } from "./baseline.js";
import { costsOf } from "./costs.js";
import { enginesNamed } from "./engines.js";
import { machine } from "./machine.js";
import { cellsFor, HOSTS, readOptions, USAGE } from "./options.js";
import { buildPeers } from "./peers/build.js";
import { markdown } from "./markdown.js";
import { report } from "./report.js";
import { timeEverywhere } from "./time.js";
import { buildComponents, bundleVariants } from "./variants.js";
import { wasmtimeProblem } from "./hosts/wasmtime.js";

const OUT = fileURLToPath(new URL(".build", import.meta.url));

/** Everything that a run measures, as plain data. */
async function measure(options) {
  mkdirSync(OUT, { recursive: true });
  const hosts = hostsOf(options);
  const engines = enginesNamed(options.engines);
  note(`bundling and building with ${engines.map(({ name }) => name).join(" and ")}`);
  const bundles = await bundleVariants(engines[0]);
  const components = await buildComponents(engines, bundles, OUT);
  if (options.peers) {
    note("building the peers' components");
    components.push(...buildPeers());
  }
  const cells = cellsFor(options);
  const { timings, wasmtimeCosts } = await timeEverywhere({
    bundles,
    components,
    cells,
    hosts,
    folder: OUT,
    note,
  });
  note("sizes and starts");
  const costs = costsOf(components, wasmtimeCosts, OUT);
  const { short, peers } = options;
  return { machine: machine(), short, peers, timings, costs };
}

function hostsOf({ hosts }) {
  const unknown = hosts?.filter((host) => !HOSTS.includes(host)) ?? [];
  if (unknown.length > 0) throw new Error(`no host ${unknown.join(", ")}; of ${HOSTS.join(", ")}`);
  const problem = (hosts ?? HOSTS).includes("wasmtime") ? wasmtimeProblem() : undefined;
  if (problem === undefined) return hosts ?? HOSTS;
  if (hosts !== undefined) throw new Error(problem);
  note(`NOTE: measuring WITHOUT Wasmtime, and so without the peers: ${problem}`);
  return HOSTS.filter((host) => host !== "wasmtime");
}

function note(text) {
  console.error(text);
}

const options = readOptions(process.argv.slice(2));
if (options.help) {
  console.log(USAGE);
} else {
  const results =
    options.from === undefined
      ? await measure(options)
      : JSON.parse(readFileSync(options.from, "utf8"));
  if (options.json) console.log(JSON.stringify(results, null, 1));
  else if (options.markdown) console.log(markdown(results));
  else console.log(report(results));
  if (options.updateBaseline) updateBaseline(results);
  if (options.compare && !compareWithBaseline(results)) process.exitCode = 1;
}
