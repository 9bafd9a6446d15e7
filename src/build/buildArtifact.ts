import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  artifactName,
  publishingMetadata,
  sha256,
  type ArtifactRecord,
} from "../artifact/index.js";
import { messageOf } from "../domain/index.js";
import { replaceBundlePlaces } from "../model/sourceLocation.js";
import { PACKAGE_VERSION } from "../version.js";
import { bundleFile } from "./bundle/bundleDefinition.js";
import { complete, type CompleteDefinition } from "./complete.js";
import { sourcePositions } from "../artifact/sourcePositions.js";
import type { ComponentEngine } from "./engines/componentEngine.js";
import { bound, makeComponent } from "./makeComponent.js";
import type { Preparation, PreparedDefinition } from "./prepare.js";
import { displayPath, isProjectFile, type Project } from "./project.js";
import type { ArtifactReport } from "./report.js";
import type { WitDocument } from "./wit/index.js";
import { OutputError, writeAtomically } from "./write/writeAtomically.js";

export interface ArtifactContext {
  readonly project: Project;
  readonly preparation: Preparation;
  readonly engine: ComponentEngine;
  /** The engine's name and version. */
  readonly engineId: string;
  readonly wit: WitDocument;
  /** What earlier builds made, by artifact name; what is there and has the same key is left as it is. */
  readonly before: Readonly<Record<string, ArtifactRecord>>;
}

export interface BuiltArtifact {
  readonly artifact: string;
  readonly report: ArtifactReport;
  /** Absent when it failed. */
  readonly record?: ArtifactRecord;
  /** Hashes of its files, by their path in the output folder. */
  readonly files: Readonly<Record<string, string>>;
  /** Absolute paths of the files that it was made from. */
  readonly sources: readonly string[];
}

/**
 * Makes the component of one definition, unless it is there, and writes it with its publishing
 * metadata and its source map.
 */
export async function buildArtifact(
  definition: PreparedDefinition,
  context: ArtifactContext,
): Promise<BuiltArtifact> {
  const start = performance.now();
  const { project, preparation } = context;
  const { world, name } = definition;
  const artifact = artifactName(world, name);
  const report = { world, name, file: join(project.outDir, `${artifact}.wasm`) };
  let completed: CompleteDefinition | undefined;
  try {
    completed = await complete(project, definition, preparation);
    const { outcome, record, files } = await componentOf(artifact, completed, context);
    const { imports, bytes, bundleBytes } = record;
    const milliseconds = performance.now() - start;
    return {
      ...{ artifact, record, files },
      sources: completed.bundle.files,
      report: { ...report, outcome, bytes, bundleBytes, milliseconds, imports },
    };
  } catch (error) {
    if (error instanceof OutputError) throw error;
    const message = messageOf(error);
    const reason =
      completed === undefined ? message : withSourcePlaces(message, project, completed);
    const nothing = { bytes: 0, bundleBytes: completed?.bundle.code.length ?? 0, imports: [] };
    const milliseconds = performance.now() - start;
    return {
      ...{ artifact, files: {}, sources: [] },
      report: { ...report, ...nothing, outcome: "failed", milliseconds, error: reason },
    };
  }
}

interface Made {
  readonly outcome: "built" | "unchanged";
  readonly record: ArtifactRecord;
  readonly files: Readonly<Record<string, string>>;
}

async function componentOf(
  artifact: string,
  definition: CompleteDefinition,
  { project, preparation, engine, engineId, wit, before }: ArtifactContext,
): Promise<Made> {
  const { world, name, bundle, random } = definition;
  const made = bound(definition, engine, wit);
  const { binding } = made;
  const { settings } = engine;
  const choices = JSON.stringify([binding.functions, random, settings]);
  const key = sha256(bundle.code, binding.wit, engineId, PACKAGE_VERSION, choices);
  const metadata = `${JSON.stringify(publishingMetadata(preparation.model, world, name), null, 2)}\n`;
  const beside: readonly (readonly [string, string])[] = [
    [`${artifact}.json`, metadata],
    [`${artifact}.js.map`, bundle.map],
  ];
  const hashes = Object.fromEntries(beside.map(([file, text]) => [file, sha256(text)]));
  const writeBeside = async (): Promise<void> => {
    for (const [file, text] of beside) await writeAtomically(join(project.outDir, file), text);
  };
  const component = join(project.outDir, `${artifact}.wasm`);
  const known = before[artifact];
  if (known?.key === key && (await hashOf(component)) === known.sha256) {
    await writeBeside();
    const files = { [`${artifact}.wasm`]: known.sha256, ...hashes };
    return { outcome: "unchanged", record: known, files };
  }
  const built = await makeComponent(definition, made, engine, wit);
  await writeAtomically(component, built.component);
  await writeBeside();
  const record: ArtifactRecord = {
    key,
    sha256: sha256(built.component),
    engine: engineId,
    settings,
    imports: [...built.imports, ...(random ? ["wasi:random/random"] : [])],
    bytes: built.component.length,
    bundleBytes: bundle.code.length,
  };
  const files = { [`${artifact}.wasm`]: record.sha256, ...hashes };
  return { outcome: "built", record, files };
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(file));
  } catch {
    return undefined;
  }
}

/** Engines know places in the bundle; authors only know their sources. */
export function withSourcePlaces(
  text: string,
  project: Project,
  definition: CompleteDefinition,
): string {
  const { name, bundle } = definition;
  const locate = sourcePositions(bundle.map, bundleFile(project, definition));
  return replaceBundlePlaces(text, name, (line, column) => {
    const where = locate(line, column);
    if (where === undefined || !isProjectFile(project, where.file)) return undefined;
    return { ...where, file: displayPath(project, where.file) };
  });
}
