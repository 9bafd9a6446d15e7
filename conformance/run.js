// Builds probes and the example with each engine, asks them everything under jco, and writes a record
// for Wasmtime: node conformance/run.js [--engine <name>] [--component <name>] [--fast] [--json] [--record <file>]
import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ENGINES } from "./engines.js";
import { exactJson } from "./exactJson.js";
import { buildProbe } from "./probeComponents.js";
import { runSuite } from "./runSuite.js";
import { buildDefinition, inPlainNode, savingsAccount } from "./savingsAccount.js";
import { savingsAccountSuite } from "./savingsAccountSuite.js";
import { Subject } from "./subject.js";
import { COUNTS, SUITES } from "./suites.js";

// Node, which is the model of the environment, has the time zone of the components.
process.env.TZ = "UTC";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values: options } = parseArgs({
  options: {
    engine: { type: "string", multiple: true, default: Object.keys(ENGINES) },
    component: { type: "string", multiple: true },
    fast: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    record: { type: "string" },
  },
});
const whole = !options.fast;
const totals = { asked: 0, failed: 0, left: 0 };
const [components, results] = [[], []];

for (const name of options.engine) {
  const { engine, traits } = ENGINES[name];
  const context = { engine: name, traits, whole, count: whole ? COUNTS.whole : COUNTS.fast };
  for (const [probeName, suites] of Object.entries(SUITES)) {
    if (isWanted(probeName)) await runSuites(await buildProbe(engine, probeName), suites, context);
  }
  if (!whole) continue;
  for (const definition of await savingsAccount(engine)) {
    if (!isWanted(definition.name)) continue;
    const built = await buildDefinition(engine, definition);
    const suite = savingsAccountSuite(definition, await inPlainNode(definition));
    await runSuites(built, { cases: suite }, context);
  }
}

if (options.record !== undefined) await writeRecord(options.record);
const { asked, failed, left } = totals;
console.log(`${asked} calls under jco: ${failed} not as expected, ${left} not for their engine`);
if (options.json) console.log(JSON.stringify(results));
process.exitCode = failed > 0 ? 1 : 0;

function isWanted(name) {
  return options.component?.includes(name) ?? true;
}

async function runSuites(component, suites, context) {
  const subject = await Subject.load(component.bytes, component.world);
  const cases = [];
  for (const [name, suite] of Object.entries(suites)) {
    const start = performance.now();
    const { asked, records, failures, left } = runSuite(suite, subject, {
      ...context,
      probe: component,
    });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const what = `${context.engine}, ${component.name}, ${name}`;
    console.log(`${what}: ${asked} calls in ${seconds} s, ${failures.length} failed`);
    for (const { label, problem } of failures) console.log(`  ${label}\n    ${shown(problem)}`);
    // Each suite starts with an instance of its own.
    if (records.length > 0) records[0].fresh = true;
    cases.push(...records);
    results.push({ component: component.name, suite: name, asked, failures });
    totals.asked += asked;
    totals.failed += failures.length;
    totals.left += left;
    subject.renew();
  }
  if (options.record === undefined) return;
  const { path, sha256, world } = component;
  components.push({
    engine: context.engine,
    path: relative(root, path).replaceAll("\\", "/"),
    sha256,
    export: world === "state-view" ? "evolve" : "decide",
    cases,
  });
}

function shown(problem) {
  const text = problem.length <= 4_000 ? problem : `${problem.slice(0, 4_000)} …`;
  return text.replaceAll("\n", "\n    ");
}

/** A line a component, because a text of everything would be longer than Node allows. */
function writeRecord(file) {
  return writeFile(file, components.map((component) => `${exactJson(component)}\n`).join(""));
}
