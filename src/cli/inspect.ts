import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { World } from "../domain/index.js";
import {
  artifactName,
  BuildFilesError,
  componentEngineOf,
  readBuildRecord,
  STEPS_PER_UNIT,
  type ArtifactRecord,
} from "../artifact/index.js";
import {
  describeSelector,
  messageOf,
  selectorFromJson,
  type SelectorJson,
} from "../domain/index.js";
import { readModel } from "../host/openBuild.js";
import type { Model, StateViewModel } from "../model/model.js";
import type { AddCommand } from "./addCommand.js";
import { exactJson } from "./print/exactJson.js";
import { EXIT } from "./exitCode.js";
import { visible } from "./print/visible.js";
import { formatBytes } from "./quantities.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

/** `inspect`: what a component or a build contains. */
export const addInspectCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("inspect")
    .description("show what a component or a build contains")
    .argument("[path]", "a component (.wasm) or a build's output folder", "dist")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf inspect\n  $ esf inspect dist/state-views/account-summary.wasm",
    )
    .action(async (path: string, { json = false }: { json?: boolean }) => {
      const file = resolve(terminal.cwd, path);
      const kind = statSync(file, { throwIfNoEntry: false });
      if (kind === undefined)
        throw new UsageError(`${path} does not exist; run \`esf build\` first`);
      if (kind.isDirectory()) await inspectBuild(file, json, terminal);
      else if (kind.isFile()) await inspectComponent(file, path, json, terminal);
      else throw new UsageError(`${path} is neither a file nor a folder`);
      finish(EXIT.ok);
    });
};

interface InspectedDefinition {
  readonly world: World;
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly engine: string | undefined;
  readonly settings: Readonly<Record<string, number>>;
  readonly imports: readonly string[];
}

async function inspectBuild(outDir: string, json: boolean, terminal: Terminal): Promise<void> {
  const model = await readModel(outDir);
  const { artifacts = {} } = (await readBuildRecord(outDir)) ?? {};
  const definitions: InspectedDefinition[] = [];
  for (const [world, name] of definitionsOf(model)) {
    definitions.push(
      await inspectArtifact(outDir, world, name, artifacts[artifactName(world, name)]),
    );
  }
  if (json) terminal.out(exactJson({ model, components: definitions }));
  else for (const definition of definitions) printDefinition(definition, model, terminal);
}

function definitionsOf({ stateViews, stateChanges }: Model): (readonly [World, string])[] {
  return [
    ...stateViews.map(({ name }) => ["state-view", name] as const),
    ...stateChanges.map(({ name }) => ["state-change", name] as const),
  ];
}

async function inspectArtifact(
  outDir: string,
  world: World,
  name: string,
  record: ArtifactRecord | undefined,
): Promise<InspectedDefinition> {
  const file = join(outDir, `${artifactName(world, name)}.wasm`);
  if (!existsSync(file)) throw new UsageError(`${file} is missing; run \`esf build\` again`);
  const component = await readBytes(file);
  const { bytes, gzipBytes } = sizesOf(component);
  return {
    world,
    name,
    file,
    bytes,
    gzipBytes,
    engine: engineOf(component, file) ?? record?.engine,
    settings: record?.settings ?? {},
    imports: record?.imports ?? [],
  };
}

function printDefinition(
  definition: InspectedDefinition,
  model: Model,
  { out, style }: Terminal,
): void {
  const { world, name, bytes, gzipBytes, engine, settings, imports } = definition;
  out(`${style.bold(name)}  ${style.dim(world.replace("-", " "))}`);
  const view = model.stateViews.find(
    (candidate) => world === "state-view" && candidate.name === name,
  );
  if (view !== undefined) printView(view, { out });
  const change = model.stateChanges.find(
    (candidate) => world === "state-change" && candidate.name === name,
  );
  if (change !== undefined) {
    out(`  decided by  ${change.decision.className}.${change.decision.method}`);
    for (const { wireName, optional, rules } of change.properties) {
      out(
        `  property    ${wireName}${optional ? "?" : ""}: ${rules.map((rule) => rule.name).join(", ")}`,
      );
    }
  }
  out(
    `  size        ${formatBytes(bytes)} (${formatBytes(gzipBytes)} gzipped)${engine === undefined ? "" : `, ${visible(engine)}`}`,
  );
  for (const setting of describeSettings(settings)) out(`  ${setting}`);
  out(`  imports     ${describeImports(imports)}`);
  out("");
}

function printView(view: StateViewModel, { out }: Pick<Terminal, "out">): void {
  out(`  class       ${view.className}, version ${String(view.version)}, ${view.contentType}`);
  out(`  selects     ${describeJson(view.selector)}`);
  for (const { name, kind } of view.parameters) out(`  parameter   ${name} (${kind})`);
  for (const { eventTypes, method } of view.handlers) {
    out(
      `  folds       ${eventTypes === "any" ? "any other event" : eventTypes.join(", ")} in ${method}`,
    );
  }
}

const describeJson = (selector: SelectorJson): string =>
  visible(describeSelector(selectorFromJson(selector)));

/** `step limit  5000000`; the record keeps it in the engine's unit. */
function describeSettings({ stepLimit }: Readonly<Record<string, number>> = {}): string[] {
  return stepLimit === undefined ? [] : [`step limit  ${String(stepLimit * STEPS_PER_UNIT)}`];
}

/** What a component calls; giving a handle back is none of its author's business. */
function describeImports(imports: readonly string[]): string {
  const called = imports.filter((name) => !name.includes("#[resource-drop]"));
  return called.length === 0 ? "nothing" : called.map(shortImport).join(", ");
}

/** `evidentsource:decider/state-change-types@0.1.0#[method]database.view-state` is `database.view-state`. */
const shortImport = (name: string): string =>
  name.slice(name.indexOf("#") + 1).replace(/^\[[a-z-]+\]/, "");

async function inspectComponent(
  file: string,
  path: string,
  json: boolean,
  { out, style }: Terminal,
): Promise<void> {
  const { componentWit } = await import("@bytecodealliance/jco-transpile/wasm-tools");
  const bytes = await readBytes(file);
  let wit: string;
  try {
    wit = await componentWit(bytes);
  } catch {
    throw new UsageError(`${path} is no WebAssembly component`);
  }
  const record = await recordBeside(file);
  const engine = engineOf(bytes, path) ?? record?.engine;
  const sizes = sizesOf(bytes);
  if (json) {
    out(
      exactJson({
        file: path,
        ...sizes,
        engine,
        settings: record?.settings,
        imports: record?.imports,
        wit,
      }),
    );
    return;
  }
  out(`${style.bold(path)}  ${formatBytes(sizes.bytes)} (${formatBytes(sizes.gzipBytes)} gzipped)`);
  if (engine !== undefined) out(`  engine      ${visible(engine)}`);
  if (record !== undefined) {
    for (const setting of describeSettings(record.settings)) out(`  ${setting}`);
    out(`  imports     ${describeImports(record.imports)}`);
  }
  out("");
  out(wit.trim());
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  }
}

/** A component is what others may have made: what it says of itself is believed as far as it can be read. */
function engineOf(component: Uint8Array, path: string): string | undefined {
  try {
    return componentEngineOf(component);
  } catch {
    throw new UsageError(`${path} is no WebAssembly component`);
  }
}

/** What the build that wrote the component knows of it, if it stands where it was written. */
async function recordBeside(file: string): Promise<ArtifactRecord | undefined> {
  const folder = dirname(file);
  try {
    const record = await readBuildRecord(dirname(folder));
    return record?.artifacts[`${basename(folder)}/${basename(file, ".wasm")}`];
  } catch (error) {
    // A component can be looked at wherever it stands.
    if (error instanceof BuildFilesError) return undefined;
    throw error;
  }
}

function sizesOf(component: Uint8Array): { bytes: number; gzipBytes: number } {
  return { bytes: component.length, gzipBytes: gzipSync(component, { level: 9 }).length };
}
