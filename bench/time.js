// Times every variant in every cell, host by host.
import { inJco, loadInJco } from "./hosts/jco.js";
import { loadInNode } from "./hosts/node.js";
import { timeInWasmtime } from "./hosts/wasmtime.js";
import { alternate } from "./measure.js";
import { STAGES } from "./variants.js";
import { join } from "node:path";

/** Stages of a fold tell shares of time; one cell is enough for them. */
const hasStages = ({ payload, data, batch }) =>
  payload === 200 && data === "string" && batch === 1_000;

/** The Python and Rust SDKs' views know the small payload only. */
const isMeasured = (variant, cell) => {
  if (STAGES.includes(variant)) return hasStages(cell);
  if (variant === "python" || variant === "rust") return cell.payload !== 200;
  return true;
};

/**
 * @returns `timings`: `{ host, engine, variant, ...cell, samples }` with milliseconds a call, and
 *   `wasmtimeCosts` by component.
 */
export async function timeEverywhere({ bundles, components, cells, hosts, folder, note }) {
  const timings = [];
  if (hosts.includes("node")) timings.push(...(await timeNode(bundles, cells, folder, note)));
  if (hosts.includes("jco")) timings.push(...(await timeJco(components, cells, folder, note)));
  if (!hosts.includes("wasmtime")) return { timings, wasmtimeCosts: {} };
  const { rows, costs } = timeWasmtime(components, cells, folder, note);
  return { timings: [...timings, ...rows], wasmtimeCosts: costs };
}

async function timeNode(bundles, cells, folder, note) {
  const rows = [];
  for (const cell of cells) {
    note(`Node: ${cellName(cell)}`);
    const subjects = [];
    const loaded = [];
    for (const bundle of bundles.filter(({ variant }) => !STAGES.includes(variant))) {
      if (bundle.request.world !== cell.world) continue;
      const { variant } = bundle;
      const thread = await loadInNode(bundle, folder);
      loaded.push(thread);
      const options = { checked: true, who: `${variant} in Node` };
      subjects.push({ name: variant, sample: (count) => thread.sample(cell, options, count) });
    }
    rows.push(
      ...rowsOf({ host: "node", engine: "node" }, cell, await alternate(subjects, cell.rounds)),
    );
    for (const thread of loaded) await thread.close();
  }
  return rows;
}

async function timeJco(components, cells, folder, note) {
  const rows = [];
  const loaded = new Map();
  for (const component of components.filter(({ engine }) => engine !== "peer")) {
    loaded.set(component, await loadInJco(component.file, join(folder, "jco")));
  }
  for (const cell of cells) {
    note(`jco: ${cellName(cell)}`);
    const inCell = [...loaded].filter(
      ([{ world, variant }]) => world === cell.world && isMeasured(variant, cell),
    );
    const subjects = inCell.map(([{ engine, variant }, component]) => ({
      name: keyOf({ engine, variant }),
      sample: inJco(component, cell, {
        checked: !STAGES.includes(variant),
        who: `${engine} ${variant}`,
      }),
    }));
    rows.push(...rowsOf({ host: "jco" }, cell, await alternate(subjects, cell.rounds)));
  }
  return rows;
}

function timeWasmtime(components, cells, folder, note) {
  note("Wasmtime: all cells; compiling comes first");
  const wanted = components.filter(({ variant }) => variant !== "json");
  const keyed = wanted.map(({ engine, variant, world, file }) => ({
    key: `${keyOf({ engine, variant })} ${world}`,
    engine,
    variant,
    world,
    file,
  }));
  const plans = cells.map((cell) => {
    const inCell = keyed.filter(
      ({ world, variant }) => world === cell.world && isMeasured(variant, cell),
    );
    const keys = inCell.map(({ key }) => key);
    const unchecked = inCell
      .filter(({ variant }) => STAGES.includes(variant))
      .map(({ key }) => key);
    return { ...cell, components: keys, unchecked };
  });
  const { costs, samples } = timeInWasmtime(keyed, plans, folder);
  const rows = cells.flatMap((cell, index) =>
    rowsOf({ host: "wasmtime" }, cell, withoutWorld(samples[index], cell)),
  );
  return { rows, costs };
}

const withoutWorld = (samples, { world }) =>
  Object.fromEntries(
    Object.entries(samples).map(([key, value]) => [key.replace(` ${world}`, ""), value]),
  );

const keyOf = ({ engine, variant }) => `${engine} ${variant}`;

function rowsOf(where, { rounds, ...cell }, samples) {
  return Object.entries(samples).map(([key, values]) => {
    const [engine, variant] = key.includes(" ") ? key.split(" ") : [where.engine, key];
    return { ...where, engine, variant, ...cell, rounds, samples: values };
  });
}

/** `1,000 events of 200 bytes as string`, `a decision`, or `a refused command`. */
export function cellName({ world, payload, data, batch, refused }) {
  if (world === "state-change") return refused ? "a refused command" : "a decision";
  const events = batch === 1 ? "1 event" : `${batch.toLocaleString("en")} events`;
  return `${events} of ${String(payload)} bytes as ${data}`;
}
