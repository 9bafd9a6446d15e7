// Changes the WIT document at random. Each document is refused by the engine quickjs with what is
// wrong, or its components answer as the model says, and so do StarlingMonkey's:
// npm run fuzz:wit -- [--count 1000] [--seed 1] [--starlingmonkey 20]
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { EngineError, WitError } from "../dist/build/index.js";
import { parseWit } from "../dist/build/wit/index.js";
import { ENGINES } from "./engines.js";
import { buildProbe } from "./probeComponents.js";
import { Random } from "./random.js";
import { runSuite } from "./runSuite.js";
import { Subject } from "./subject.js";
import { SUITES } from "./suites.js";
import { mutated } from "./witMutations.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    // Its components take seconds each.
    starlingmonkey: { type: "string", default: "20" },
  },
});
const [count, seed, ofStarlingmonkey] = [values.count, values.seed, values.starlingmonkey].map(
  Number,
);
const random = new Random(seed);
const original = readFileSync(new URL("../wit/decider.wit", import.meta.url), "utf8");

/** What a view and a change are asked: every part of a value, in and out. */
const ASKED = { view: "echo", change: "scripts" };

/** The first answer that is not the model's; `undefined` when all are. */
async function wrongAnswer({ engine, traits }, text) {
  for (const [probe, suite] of Object.entries(ASKED)) {
    const { bytes, world } = await buildProbe(engine, probe, text);
    const subject = await Subject.load(bytes, world);
    const { failures } = runSuite(SUITES[probe][suite], subject, { traits, count: 10 });
    if (failures.length > 0) return `${failures[0].label}: ${failures[0].problem}`;
  }
  return undefined;
}

/** Why an engine refuses a document, in one line; `undefined` when it takes it. */
function refusal({ engine }, text) {
  try {
    const document = parseWit(text);
    const uses = { databaseFunctions: new Set(["speculate"]), random: false };
    for (const world of ["state-view", "state-change"]) engine.bind(document, { ...uses, world });
    return undefined;
  } catch (error) {
    if (error instanceof EngineError || error instanceof WitError) return error.message;
    throw error;
  }
}

let [refused, accepted, compared, failed] = [0, 0, 0, 0];
for (let index = 0; index < count; index++) {
  const { text, changes } = mutated(random, original);
  const reason = refusal(ENGINES.quickjs, text);
  if (reason !== undefined) {
    refused++;
    if (reason.includes("\n") || reason.length > 400) fail(index, changes, `unclear: ${reason}`);
    continue;
  }
  accepted++;
  const subjects = [ENGINES.quickjs];
  if (compared < ofStarlingmonkey) {
    compared++;
    subjects.push(ENGINES.starlingmonkey);
  }
  for (const subject of subjects) {
    const problem = await wrongAnswer(subject, text).catch((error) => error.message);
    if (problem !== undefined) fail(index, changes, `${subject.engine.name}: ${problem}`);
  }
}

function fail(index, changes, problem) {
  failed++;
  console.log(`document ${index} of seed ${seed} (${changes.join(", ")}): ${problem}`);
}

console.log(
  `${count} documents: ${refused} refused, ${accepted} accepted and right` +
    ` (${compared} of them with StarlingMonkey, too), ${failed} wrong`,
);
// Otherwise nothing would have been compared, or nothing refused.
const isMixed = Math.min(refused, accepted) >= count / 20;
if (!isMixed) console.log("the documents are not mixed enough to show anything");
process.exitCode = failed === 0 && isMixed ? 0 : 1;
