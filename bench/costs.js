// What a component costs besides its calls: size, build, load, instantiation, first call.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "./measure.js";
import { STAGES } from "./variants.js";

const COLD_START = fileURLToPath(new URL("coldStart.js", import.meta.url));
const STARTS = 5;

/** Rows of costs, one for each component but those of single stages. */
export function costsOf(components, wasmtimeCosts, folder) {
  return components
    .filter(({ variant }) => !STAGES.includes(variant) || variant === "lift")
    .map((component) => {
      const { engine, variant, world, raw, gzipped, buildMilliseconds } = component;
      const wasmtime = wasmtimeCosts[`${engine} ${variant} ${world}`];
      const jco = engine === "peer" ? undefined : coldStarts(component, join(folder, "jco"));
      return { engine, variant, world, raw, gzipped, buildMilliseconds, jco, wasmtime };
    });
}

/** Each start in a process of its own; of each figure the median. */
function coldStarts({ file, world }, cacheDir) {
  const starts = Array.from({ length: STARTS }, () => {
    const args = [COLD_START, file, world, cacheDir];
    const { stdout, status } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) throw new Error(`starting ${file} ended with ${String(status)}`);
    return JSON.parse(stdout);
  });
  return Object.fromEntries(
    Object.keys(starts[0]).map((name) => [name, median(starts.map((start) => start[name]))]),
  );
}
