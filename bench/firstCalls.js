// What first calls cost, in fresh processes: `npm run bench:first`, with `-- --runs 20` (the default), and with
// `-- --against <folder>` of another checkout that is built, whose processes then alternate with this one's.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine, machineLine } from "./machine.js";
import { median } from "./measure.js";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "20" }, against: { type: "string" } },
});
const here = fileURLToPath(new URL("..", import.meta.url));
const roots = [here, ...(values.against === undefined ? [] : [resolve(values.against)])];
const EXAMPLE = join(here, "examples/savings-account");
const BUILD = join(EXAMPLE, "dist");
const folder = mkdtempSync(join(tmpdir(), "bench-first-"));

function input(name, ...lines) {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return file;
}
const account = "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10";
const command = input("command", {
  command: "open-account",
  body: { account_id: account, owner: "Ada" },
});
const fold = input("fold", { view: "account-summary", parameters: { account_id: account } });
const history = input("history", {
  events: [
    {
      specversion: "1.0",
      id: "1",
      source: "accounts",
      type: "account.credited",
      subject: account,
      data: { account_id: account, amount: 5 },
    },
  ],
});

const run = (root, ...args) => [join(root, "dist/cli/main.js"), "run", ...args, "--dist", BUILD];
const script = (name) => fileURLToPath(new URL(`first/${name}.js`, import.meta.url));
/** Processes that are taken as a whole. */
const WHOLE = {
  "Node alone": () => ["-e", "0"],
  "esf run, one command": (root) => run(root, command),
  "esf run, one fold": (root) => run(root, fold, "--given", history),
  "esf run, the example's commands": (root) => run(root, join(EXAMPLE, "commands.jsonl")),
};
/** Processes that tell what their steps took. */
const IN_STEPS = ["components", "server"];

/** `[wall, processor]` in milliseconds, by checkout, by what it is. */
const samples = new Map();
function note(what, root, wall, processor) {
  const of = samples.get(what) ?? roots.map(() => []);
  of[roots.indexOf(root)].push([wall, processor]);
  samples.set(what, of);
}

const usage = join(folder, "usage");
const env = { ...process.env, BENCH_USAGE: usage };
function ended(args) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env });
  const wall = performance.now() - began;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${String(status)}: ${stderr}`);
  return { wall, stdout };
}

function round(root) {
  for (const [what, args] of Object.entries(WHOLE)) {
    const { wall } = ended(["--import", script("tellUsage"), ...args(root)]);
    note(what, root, wall, Number(readFileSync(usage, "utf8")));
  }
  for (const name of IN_STEPS) {
    const { stdout } = ended([script(name), root, BUILD]);
    for (const [what, ...took] of JSON.parse(stdout)) note(`${name}: ${what}`, root, ...took);
  }
}

try {
  ended([join(here, "dist/cli/main.js"), "build", EXAMPLE]);
  console.log(`${machineLine(machine())}; load ${loadavg()[0].toFixed(1)}`);
  // The first round may transpile.
  for (const root of roots) round(root);
  samples.clear();
  for (let count = 0; count < Number(values.runs); count++) {
    for (const root of count % 2 === 0 ? roots : roots.toReversed()) round(root);
  }
  const heads = ["", "wall ms", "processor ms", "of Node alone"];
  if (roots.length > 1) heads.push("processor ms before", "now / before");
  console.log(`| ${heads.join(" | ")} |\n|${" --- |".repeat(heads.length)}`);
  const processorOf = (took) => median(took.map(([, processor]) => processor));
  const [alone] = samples.get("Node alone");
  for (const [what, [own, others]] of samples) {
    const cells = [what, median(own.map(([wall]) => wall)).toFixed(0), processorOf(own).toFixed(0)];
    cells.push((processorOf(own) / processorOf(alone)).toFixed(1));
    if (others !== undefined) {
      const ratios = own.map(([, processor], index) => processor / others[index][1]);
      cells.push(processorOf(others).toFixed(0), median(ratios).toFixed(2));
    }
    console.log(`| ${cells.join(" | ")} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
