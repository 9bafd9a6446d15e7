import { createHash } from "node:crypto";
import { fileURLToPath, pathToFileURL } from "node:url";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { complete, findProject, prepare } from "../dist/build/index.js";
import { parseWit } from "../dist/build/wit/index.js";
import { CACHE, componentOf } from "./componentCache.js";
import { Conversation } from "./conversation.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The example's definitions, ready to be built by an engine. */
export async function savingsAccount({ environment }) {
  const project = findProject({ entry: here("../examples/savings-account") });
  const preparation = await prepare(project, environment);
  const { definitions, diagnostics } = preparation;
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new Error(`the example has mistakes: ${JSON.stringify(diagnostics)}`);
  return Promise.all(definitions.map((each) => complete(project, each, preparation)));
}

/** A definition as a component of the engine. */
export async function buildDefinition(engine, definition) {
  const { world, name, bundle, databaseFunctions, random } = definition;
  const document = parseWit(await readFile(here("../wit/decider.wit"), "utf8"));
  const { code } = bundle;
  return componentOf(engine, { document, world, databaseFunctions, random, name, code });
}

/** The same bundle in plain Node: what any engine should answer. `ask` is as that of `Subject`. */
export async function inPlainNode({ world, name, bundle }) {
  const hash = createHash("sha256").update(bundle.code).digest("hex").slice(0, 16);
  const file = `${CACHE}node/${name}-${hash}.mjs`;
  await mkdir(`${CACHE}node`, { recursive: true });
  await writeFile(file, bundle.code);
  const { evolve, decide } = await importAlone(file);
  return {
    ask: ({ args, answers }) => {
      const conversation = new Conversation(answers);
      const run = () =>
        world === "state-view" ? evolve(...args) : decide(conversation.database(), ...args);
      return { answer: outcomeOf(run, world), calls: conversation.calls, dropped: [] };
    },
  };
}

/** Copies of this package share what is registered in a process; here, each bundle is one of its own. */
async function importAlone(file) {
  const exports = await import(pathToFileURL(file).href);
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (key.description?.startsWith("evidentsource.functions"))
      Reflect.deleteProperty(globalThis, key);
  }
  return exports;
}

function outcomeOf(run, world) {
  try {
    return { tag: "ok", val: run() };
  } catch (error) {
    return world === "state-view" ? { tag: "trap" } : { tag: "err", val: error };
  }
}
