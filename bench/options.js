// What the command line asks for.
import { parseArgs } from "node:util";

export const USAGE = `npm run bench -- [options]

  --short            one batch size and few rounds, for CI
  --engines a,b      default: all that are there
  --hosts a,b        of node, jco, wasmtime; default: all that are there
  --peers            also the Python and Rust SDKs' components (or PEERS=1); slow the first time
  --json             print everything as JSON
  --markdown         print the tables of docs/performance.md
  --from <file>      take what an earlier --json printed, and measure nothing
  --compare          compare ratios with bench/baseline.json
  --update-baseline  write the ratios of this run to bench/baseline.json`;

export const HOSTS = ["node", "jco", "wasmtime"];

export function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      short: { type: "boolean", default: false },
      engines: { type: "string" },
      hosts: { type: "string" },
      peers: { type: "boolean", default: process.env.PEERS === "1" },
      json: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
      from: { type: "string" },
      compare: { type: "boolean", default: false },
      "update-baseline": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { engines, hosts, "update-baseline": updateBaseline, ...rest } = values;
  return { ...rest, updateBaseline, engines: list(engines), hosts: list(hosts) };
}

const list = (text) => text?.split(",").filter(Boolean);

/** Cells of the benchmark: what is folded, and how often it is measured. */
export function cellsFor({ short }) {
  if (short) {
    return [
      { world: "state-view", payload: 200, data: "string", batch: 1_000, rounds: 15 },
      { world: "state-view", payload: 60, data: "string", batch: 1_000, rounds: 9 },
      { world: "state-change", rounds: 25 },
      { world: "state-change", refused: true, rounds: 25 },
    ];
  }
  const views = [1, 100, 1_000, 10_000].flatMap((batch) =>
    [60, 200].flatMap((payload) =>
      ["string", "binary"].map((data) => ({
        world: "state-view",
        payload,
        data,
        batch,
        rounds: batch === 10_000 ? 3 : 7,
      })),
    ),
  );
  return [
    ...views,
    { world: "state-change", rounds: 15 },
    { world: "state-change", refused: true, rounds: 15 },
  ];
}
