// Runs the tests on other versions of Node, each from npm's packages of its programs: all tests, or with
// `--short` those of stores, server and command line, and the example.
// `node scripts/testNodes.js --nodes 22,24,26 --short`; or those that are named after the options.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runJest } from "./runJest.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: { type: "string", default: "22,24,26" },
    short: { type: "boolean", default: false },
    /** Where programs are kept for the next time. */
    cache: { type: "string", default: join(tmpdir(), "esf-nodes") },
  },
});
const SHORT = ["__tests__/store", "__tests__/server", "__tests__/cli"];
const chosen = positionals.length > 0 || !values.short ? positionals : SHORT;
const root = fileURLToPath(new URL("..", import.meta.url));

const failed = [];
for (const version of values.nodes.split(",")) {
  const node = programOf(version);
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  console.log(`\n== Node ${stdout.trim()}`);
  // What the tests start by its name is this one, too.
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  const run = (...args) => spawnSync(node, args, { cwd: root, env, stdio: "inherit" }).status === 0;
  if (!run("scripts/example.js")) failed.push(`${version}: the example`);
  const tests = ["--maxWorkers=1", "--forceExit", "--testTimeout=60000", ...chosen];
  if ((await runJest(tests, env, node)) !== 0) failed.push(`${version}: tests`);
}
if (failed.length > 0) {
  console.error(`failed on ${failed.join(", ")}`);
  process.exitCode = 1;
}

/** The program of a version. Its package holds it as it is, so no script needs to run. */
function programOf(version) {
  const folder = join(values.cache, version);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const program = join(folder, "node_modules", name, "bin", "node");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{"private": true}\n`);
  const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `${name}@${version}`];
  const { status } = spawnSync("npm", args, { cwd: folder, stdio: "inherit" });
  if (status !== 0 || !existsSync(program)) throw new Error(`Node ${version} cannot be installed`);
  return program;
}
