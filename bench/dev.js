// How soon a save is live: npm run bench:dev -- [--saves 100] [--pause 100] [<definitions>...]
// From writing a file until a command that is sent to the platform is answered by the new code; a broken
// file until that is told, while the old code goes on answering. The processor time until then, of all
// that is under way, says more than the clock where the machine has other work, too.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { writeDevProject } from "./dev/devProject.js";
import { processorOf, processTree } from "./dev/processTree.js";
import { runDev } from "./dev/runningDev.js";

const { values, positionals } = parseArgs({
  options: {
    saves: { type: "string", default: "100" },
    // Between what came of a save and the next one, in milliseconds.
    pause: { type: "string", default: "100" },
  },
  allowPositionals: true,
});
const saves = Number(values.saves);
const sizes = positionals.length > 0 ? positionals.map(Number) : [7, 50];
const KINDS = ["handler", "rule", "index", "shared", "broken", "repair"];

const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;

async function measure(definitions) {
  const folder = mkdtempSync(join(tmpdir(), "esf-bench-dev-"));
  try {
    const { state, save } = writeDevProject(folder, definitions);
    const dev = await runDev(folder);
    const times = [];
    try {
      const probe = () => dev.send("probe", { subject: "a", rule: `r${state.rule}` });
      await probe();
      await probe();
      const expected = () => `<h${state.handler}-s${state.shared} s${state.shared} r${state.rule}>`;
      const isLive = async (kind) => {
        if (kind !== "index") return (await probe()).text.includes(expected());
        return (await dev.send("extra", {})).status === (state.extra ? 409 : 404);
      };
      for (let number = 0; number < saves; number++) {
        const kind = KINDS[number % KINDS.length];
        const told = kind === "broken" ? dev.until(({ event }) => event === "refused") : undefined;
        const used = () => processorOf(processTree(dev.child.pid));
        const before = used();
        const start = performance.now();
        save[kind]();
        if (told === undefined) while (!(await isLive(kind))) await sleep(5);
        else await told;
        const milliseconds = performance.now() - start;
        times.push({ kind, milliseconds, processor: used() - before });
        if (kind === "broken" && !(await isLive(kind)))
          throw new Error("a broken file took down what was live");
        // A person looks at what came of it.
        await sleep(Number(values.pause));
      }
    } finally {
      await dev.stop();
    }
    return times;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(
  `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0].toFixed(1)}`,
);
for (const definitions of sizes) {
  const times = await measure(definitions);
  const row = (name, some) => {
    const ascending = (numbers) => numbers.sort((a, b) => a - b);
    const sorted = ascending(some.map(({ milliseconds }) => milliseconds));
    const processor = ascending(some.map((one) => one.processor));
    console.log(
      `${name.padEnd(12)}${String(sorted.length).padStart(4)} saves  p50 ${seconds(at(sorted, 0.5))}  p95 ${seconds(at(sorted, 0.95))}  most ${seconds(sorted.at(-1))}  processor p50 ${seconds(at(processor, 0.5))}  p95 ${seconds(at(processor, 0.95))}`,
    );
  };
  console.log(`\n${definitions} definitions (load ${loadavg()[0].toFixed(1)})`);
  for (const kind of KINDS)
    row(
      kind,
      times.filter((time) => time.kind === kind),
    );
  row("all", times);
}
