// Builds the variants of the account view and of the deposit decision, each with every engine.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle } from "../dist/build/bundle/bundle.js";
import { COMPONENT_BUNDLING, flavourPlugin } from "../dist/build/bundle/bundleDefinition.js";
import { complete, findProject, prepare } from "../dist/build/index.js";
import { parseWit } from "../dist/build/wit/index.js";
import { AS_IT_IS } from "./engines.js";
import { median, timed } from "./measure.js";

const SOURCES = fileURLToPath(new URL("variants", import.meta.url));
const DOCUMENT = parseWit(readFileSync(new URL("../wit/decider.wit", import.meta.url), "utf8"));

/** Modules that export `evolve` or `decide` themselves, and use nothing of the runtime. */
const RAW = [
  { world: "state-view", variant: "libraries", module: "libraries/view.ts", reflects: true },
  { world: "state-view", variant: "handwritten", module: "handwritten/view.ts" },
  { world: "state-view", variant: "lift", module: "stages/lift.ts" },
  { world: "state-view", variant: "read", module: "stages/read.ts" },
  { world: "state-view", variant: "json", module: "stages/json.ts" },
  { world: "state-view", variant: "codec", module: "stages/codec.ts", reflects: true },
  { world: "state-change", variant: "libraries", module: "libraries/decision.ts", reflects: true },
  { world: "state-change", variant: "handwritten", module: "handwritten/decision.ts" },
];

/** Annotated classes, built as an author's project is. */
const PROJECTS = [
  { variant: "ours", folder: "ours" },
  { variant: "unvalidated", folder: "unvalidated" },
];

/** What a variant does not do, and is therefore not compared with the others. */
export const STAGES = ["lift", "read", "json", "codec"];

/** What is measured of componentize-js as it is: nothing of this package. */
const OF_OTHERS = ["lift", "read", "libraries", "handwritten"];
const isBuiltWith = ({ name }, { variant, request: { world } }) =>
  name !== AS_IT_IS || (world === "state-view" && OF_OTHERS.includes(variant));

/** What takes less is timed three times. */
const LONG_MILLISECONDS = 1_000;

/** As `timed`, but for the middle one of three when it does not take long. */
async function timedWarm(run) {
  const first = await timed(run);
  if (first.milliseconds > LONG_MILLISECONDS) return first;
  const [second, third] = [await timed(run), await timed(run)];
  const all = [first, second, third].map(({ milliseconds }) => milliseconds);
  return { ...first, milliseconds: median(all) };
}

/**
 * Bundles every variant: `{ variant, request, milliseconds }`, where engines take the request. The
 * first project in a process loads the tools, and is repeated.
 */
export async function bundleVariants(engine) {
  await annotatedIn(PROJECTS[0].variant, PROJECTS[0].folder, engine);
  const annotated = [];
  for (const { variant, folder } of PROJECTS) {
    annotated.push(...(await annotatedIn(variant, folder, engine)));
  }
  const raw = [];
  for (const each of RAW) raw.push(await rawBundle(each));
  return [...annotated, ...raw];
}

async function annotatedIn(variant, folder, { environment }) {
  const project = findProject({ entry: join(SOURCES, folder, "index.ts") });
  const { result, milliseconds } = await timedWarm(async () => {
    const preparation = await prepare(project, environment);
    const definitions = preparation.definitions.map((each) => complete(project, each, preparation));
    return { ...preparation, definitions: await Promise.all(definitions) };
  });
  const { definitions, diagnostics } = result;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(`${folder}: ${JSON.stringify(errors)}`);
  return definitions.map(({ world, name, bundle: { code }, random, databaseFunctions }) => ({
    variant,
    request: { document: DOCUMENT, world, name, code, random, databaseFunctions },
    milliseconds: milliseconds / definitions.length,
  }));
}

async function rawBundle({ world, variant, module, reflects = false }) {
  const path = join(SOURCES, module);
  const project = findProject({ entry: path });
  const name = `${variant}-${world}`;
  const exported = world === "state-view" ? "evolve" : "decide";
  const { result, milliseconds } = await timedWarm(() =>
    bundle({
      project,
      entry: [
        ...(reflects ? [`import "reflect-metadata";`] : []),
        `export { ${exported} } from ${JSON.stringify(path)};`,
      ].join("\n"),
      file: join(project.outDir, `${name}.js`),
      plugins: [flavourPlugin],
      options: COMPONENT_BUNDLING,
    }),
  );
  const uses =
    world === "state-view"
      ? { databaseFunctions: new Set(), random: false }
      : { databaseFunctions: new Set(["viewState", "revision"]), random: true };
  return {
    variant,
    request: { document: DOCUMENT, world, name, code: result.code, ...uses },
    milliseconds,
  };
}

/**
 * Builds a component of each bundle and writes it: `{ engine, world, variant, file, raw, gzipped,
 * buildMilliseconds }`. The first build of an engine in a process prepares its tools and is repeated.
 */
export async function buildComponents(engines, bundles, folder) {
  const components = [];
  for (const engine of engines) {
    mkdirSync(join(folder, engine.name), { recursive: true });
    await engine.build(bundles[0].request);
    const built = bundles.filter((each) => isBuiltWith(engine, each));
    for (const { variant, request, milliseconds: bundling } of built) {
      const { world } = request;
      const { result, milliseconds } = await timedWarm(() => engine.build(request));
      const file = join(folder, engine.name, `${variant}-${world}.wasm`);
      writeFileSync(file, result.component);
      const costs = { ...sizesOf(result.component), buildMilliseconds: bundling + milliseconds };
      components.push({ engine: engine.name, world, variant, file, ...costs });
    }
  }
  return components;
}

export const sizesOf = (component) => ({
  raw: component.length,
  gzipped: gzipSync(component, { level: 9 }).length,
});
