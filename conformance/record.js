// Runs the example's components under jco and writes down every input, every answer of the database
// and every output: node conformance/record.js <file>
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { STATE_CHANGE_ERROR_KINDS } from "../dist/domain/index.js";
import { loadComponent } from "../dist/host/component.js";
import { hostImports } from "../dist/host/imports.js";
import { readModel } from "../dist/host/index.js";
import { CannedDatabase } from "./cannedDatabase.js";
import { exactJson } from "./exactJson.js";
import { Random } from "./random.js";
import { stateChangeCases } from "./stateChangeCases.js";
import { stateViewCases } from "./stateViewCases.js";

const SEED = 20_260_131;
const root = fileURLToPath(new URL("..", import.meta.url));
const built = fileURLToPath(new URL("../examples/savings-account/dist/", import.meta.url));

/** Everything that a component is asked, with what it answers. */
async function recordComponent(path, exportName, cases) {
  const bytes = await readFile(path);
  const component = await loadComponent(bytes);
  const run = caller(component, exportName);
  const records = [];
  for (let next = cases.next(); !next.done;) {
    const { label, args, database } = next.value;
    const canned = database && new CannedDatabase(database);
    const answer = run(canned === undefined ? args : [canned, ...args]);
    records.push({ label, args, calls: canned?.calls ?? [], answer });
    next = cases.next(answer);
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    path: relative(root, path).replaceAll("\\", "/"),
    sha256,
    export: exportName,
    cases: records,
  };
}

/** Calls an instance, and makes a new one after a trap: a trapped one answers nothing any more. */
function caller(component, exportName) {
  const given = hostImports(component);
  const imports = Object.fromEntries(
    Object.entries(given).map(([name, what]) => [
      name,
      "Database" in what ? { ...what, Database: CannedDatabase } : what,
    ]),
  );
  let instance;
  return (args) => {
    instance ??= component.instantiate(imports);
    try {
      return { tag: "ok", val: instance[exportName](...args) };
    } catch (error) {
      if (error.payload !== undefined) return { tag: "err", val: error.payload };
      // Anything but a trap is a mistake in these files.
      if (error.name !== "RuntimeError") throw error;
      instance = undefined;
      return { tag: "trap" };
    }
  };
}

const outcomeOf = ({ answer: { tag, val } }) => (tag === "err" ? val.tag : tag);

function summary({ path, cases }) {
  const counts = new Map();
  for (const outcome of cases.map(outcomeOf)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const text = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
  return `recorded ${cases.length} calls of ${path}: ${text}`;
}

const file = process.argv[2];
if (file === undefined) throw new Error("usage: node conformance/record.js <file>");
const model = await readModel(built);
const random = new Random(SEED);
const components = [];
const record = async (path, exportName, cases) => {
  components.push(await recordComponent(path, exportName, cases));
  console.log(summary(components.at(-1)));
};
for (const { name } of model.stateViews) {
  await record(`${built}state-views/${name}.wasm`, "evolve", stateViewCases(random, name));
}
for (const { name } of model.stateChanges) {
  await record(`${built}state-changes/${name}.wasm`, "decide", stateChangeCases(random, name));
}
const outcomes = new Set(components.flatMap(({ cases }) => cases.map(outcomeOf)));
const never = ["ok", "trap", ...STATE_CHANGE_ERROR_KINDS].filter((kind) => !outcomes.has(kind));
if (never.length > 0)
  throw new Error(`no case ends in ${never.join(" or ")}; the cases prove too little`);
await writeFile(file, exactJson({ components }));
