// Measures check and build of generated projects, each run as a process of its own: how long it takes,
// the processors' time, and the most memory that it has.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { fileURLToPath } from "node:url";
import { writeProject } from "./generatedProject.js";

const CLI = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

/** What 200 definitions may take on two quiet cores, in seconds; and in MB. */
export const TARGETS = { check: 10, build: 40, unchanged: 3, memory: 1_000, growth: 300 };

/** `{ definitions, check, build, unchanged }`, each of these with `seconds` and `megabytes`. */
export async function measureProject(definitions, engine) {
  const folder = mkdtempSync(join(tmpdir(), "esf-bench-"));
  try {
    writeProject(folder, definitions);
    const measured = (command) => run([command, folder, "--engine", engine]);
    return {
      definitions,
      check: await measured("check"),
      build: await measured("build"),
      unchanged: await measured("build"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args) {
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], { stdio: "ignore" });
  let megabytes = 0;
  // The highest mark that the system has of it; it ends with the process, so it is asked for again and again.
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, highestMemory(child.pid));
  }, 20);
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("exit", (code) => {
      clearInterval(watch);
      if (code !== 0) failed(new Error(`esf ${args.join(" ")} ended with ${code}`));
      else done({ seconds: (performance.now() - start) / 1_000, megabytes });
    });
  });
}

/** Only Linux tells it in a file; elsewhere it is 0. */
function highestMemory(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** Prints what was measured, and whether it is within the targets. */
export function printProjects(rows) {
  const cell = ({ seconds, megabytes }) => `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`;
  console.log(["definitions", "check", "build", "build, unchanged"].map(padded).join(""));
  for (const { definitions, check, build, unchanged } of rows)
    console.log([String(definitions), ...[check, build, unchanged].map(cell)].map(padded).join(""));
  const [least, most] = [rows[0], rows.at(-1)];
  const told = (what, value, target, unit) =>
    console.log(
      `${padded(what)}${value.toFixed(1)} ${unit}, at most ${target}: ${value <= target ? "met" : "MISSED"}`,
    );
  for (const what of ["check", "build", "unchanged"])
    told(what, most[what].seconds, TARGETS[what], "s");
  for (const what of ["check", "build"]) {
    told(`${what}, memory`, most[what].megabytes, TARGETS.memory, "MB");
    told(`${what}, growth`, most[what].megabytes - least[what].megabytes, TARGETS.growth, "MB");
  }
}

const padded = (text) => text.padEnd(20);
