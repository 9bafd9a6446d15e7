// Measures what building costs beside the engine itself, and projects of 5, 45 and 200 definitions:
// npm run bench:build -- <engine> [<definitions>...]
// Everything is measured in one run, so that the machine's speed cancels out in the ratios.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildProject, chooseEngine, findProject } from "../dist/build/index.js";
import { measureProject, printProjects } from "./manyDefinitions.js";

const chosen = chooseEngine({ engine: process.argv[2] });
const root = fileURLToPath(new URL("..", import.meta.url));
const wit = readFileSync(join(root, "wit/decider.wit"), "utf8");
const outDir = mkdtempSync(join(tmpdir(), "esf-bench-"));
const project = findProject({ entry: join(root, "examples/savings-account"), outDir });

/** The same engine, with the time that is spent in it. */
function timed(engine) {
  const times = [];
  const build = async (request) => {
    const start = performance.now();
    try {
      return await engine.build(request);
    } finally {
      times.push(performance.now() - start);
    }
  };
  return { engine: { ...engine, build }, times };
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

try {
  // The first componentizing in a process compiles the engine's tools; it is not counted.
  await buildProject(project, { engine: chosen, wit, force: true });
  const { engine, times } = timed(chosen);
  const built = await buildProject(project, { engine, wit, force: true });
  const count = built.artifacts.length;
  const engineTime = sum(times);
  console.log(
    `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}`,
  );
  console.log(`definitions                      ${count}`);
  console.log(`whole build                      ${seconds(built.milliseconds)}`);
  console.log(
    `of that, ${chosen.name.padEnd(24)}${seconds(engineTime)} (${seconds(engineTime / count)} a definition)`,
  );
  console.log(
    `everything else, a definition    ${seconds((built.milliseconds - engineTime) / count)}`,
  );

  const again = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, "dist/cli/main.js"),
        "build",
        project.root,
        "--out",
        outDir,
        "--engine",
        chosen.name,
      ],
      { stdio: "ignore" },
    );
    if (status !== 0) throw new Error("the rebuild failed");
    again.push(performance.now() - start);
  }
  again.sort((a, b) => a - b);
  console.log(
    `rebuild, unchanged, as a process ${seconds(again[2])} (median of 5, ${seconds(again[0])} to ${seconds(again[4])})`,
  );
  for (const { world, name, bytes, bundleBytes } of built.artifacts) {
    console.log(
      `${`${world} ${name}`.padEnd(33)}${(bytes / 1e6).toFixed(2)} MB, code ${(bundleBytes / 1e3).toFixed(0)} kB`,
    );
  }
} finally {
  rmSync(outDir, { recursive: true, force: true });
}

const sizes = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [5, 45, 200];
const rows = [];
for (const size of sizes) rows.push(await measureProject(size, chosen.name));
console.log("");
printProjects(rows);
