import { messageOf } from "../domain/index.js";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGE_VERSION } from "../version.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { replaceBundlePlaces } from "../model/sourceLocation.js";
import {
  readBuildRecord,
  sha256,
  writeBuildRecord,
  type ArtifactRecord,
  type BuildRecord,
} from "./write/buildRecord.js";
import type { World } from "../domain/index.js";
import type { ComponentEngine } from "./engines/componentEngine.js";
import { bundleFile } from "./bundle/bundleDefinition.js";
import { prepare, type Preparation, type PreparedDefinition } from "./prepare.js";
import { displayPath, isProjectFile, type Project } from "./project.js";
import { publishingMetadata } from "../artifact/publishingMetadata.js";
import { sourcePositions } from "../artifact/sourcePositions.js";
import { verifyComponent } from "./verify.js";
import { parseWit, type WitDocument } from "./wit/index.js";
import { artifactName } from "../artifact/artifactName.js";
import { writeAtomically } from "./write/writeAtomically.js";

/** What became of one definition. */
export interface ArtifactReport {
  readonly world: World;
  readonly name: string;
  readonly outcome: "built" | "unchanged" | "failed";
  /** The component's file. */
  readonly file: string;
  readonly bytes: number;
  readonly bundleBytes: number;
  readonly milliseconds: number;
  readonly imports: readonly string[];
  /** Why it failed. */
  readonly error?: string;
}

export interface BuildReport {
  readonly ok: boolean;
  readonly engine: string;
  readonly outDir: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly artifacts: readonly ArtifactReport[];
  /** Files of definitions that are no longer there. */
  readonly removed: readonly string[];
  readonly milliseconds: number;
}

export interface BuildOptions {
  readonly engine: ComponentEngine;
  /** Text of the WIT document. */
  readonly wit: string;
  /** Builds everything, whether it changed or not. */
  readonly force?: boolean;
  readonly onArtifact?: (report: ArtifactReport) => void;
}

/**
 * Builds every definition of a project: discover, bundle, componentize, verify, write. Mistakes in
 * the sources stop it before anything is written, all of them reported together.
 * @throws WitError for a WIT document that is none.
 */
export async function buildProject(project: Project, options: BuildOptions): Promise<BuildReport> {
  const start = performance.now();
  const wit = parseWit(options.wit);
  const before = await readBuildRecord(project.outDir);
  const preparation = await prepare(project, options.engine.environment, before.findings);
  const { diagnostics } = preparation;
  const engine = `${options.engine.name} ${options.engine.version}`;
  const report = { engine, outDir: project.outDir, diagnostics };
  if (diagnostics.some(({ severity }) => severity === "error")) {
    return {
      ...report,
      ok: false,
      artifacts: [],
      removed: [],
      milliseconds: performance.now() - start,
    };
  }
  const artifacts: ArtifactReport[] = [];
  let record: BuildRecord = { ...before, findings: preparation.findings };
  for (const definition of preparation.definitions) {
    const built = await buildArtifact(project, definition, preparation, {
      ...options,
      engineId: engine,
      wit,
      record,
    });
    artifacts.push(built.report);
    options.onArtifact?.(built.report);
    // What failed is forgotten, lest an older component be taken for the one of these sources.
    record = withArtifact(record, artifactName(definition.world, definition.name), built.record);
    // After each one, so that an interrupted build goes on where it stopped.
    await writeBuildRecord(project.outDir, record);
  }
  const removed = await removeStale(project, preparation, record);
  await writeAtomically(
    join(project.outDir, "model.json"),
    `${JSON.stringify(preparation.model, null, 2)}\n`,
  );
  const ok = artifacts.every(({ outcome }) => outcome !== "failed");
  return { ...report, ok, artifacts, removed, milliseconds: performance.now() - start };
}

interface ArtifactContext {
  readonly engine: ComponentEngine;
  readonly engineId: string;
  readonly wit: WitDocument;
  readonly record: BuildRecord;
  readonly force?: boolean;
}

interface BuiltArtifact {
  readonly report: ArtifactReport;
  /** Absent when it failed. */
  readonly record?: ArtifactRecord;
}

async function buildArtifact(
  project: Project,
  definition: PreparedDefinition,
  { model }: Preparation,
  { engine, engineId, wit, record, force = false }: ArtifactContext,
): Promise<BuiltArtifact> {
  const start = performance.now();
  const { world, name, bundle, databaseFunctions, random } = definition;
  const artifact = artifactName(world, name);
  const file = join(project.outDir, `${artifact}.wasm`);
  const reported = (outcome: Pick<ArtifactReport, "outcome" | "bytes" | "imports" | "error">) => ({
    ...{ world, name, file, bundleBytes: bundle.code.length },
    ...outcome,
    milliseconds: performance.now() - start,
  });
  const writeBeside = async (): Promise<void> => {
    const metadata = publishingMetadata(model, world, name);
    await writeAtomically(
      join(project.outDir, `${artifact}.json`),
      `${JSON.stringify(metadata, null, 2)}\n`,
    );
    await writeAtomically(join(project.outDir, `${artifact}.js.map`), bundle.map);
  };
  try {
    const uses = { world, databaseFunctions, random };
    const binding = engine.bind(wit, uses);
    const { settings } = engine;
    const context = JSON.stringify([binding.functions, random, settings]);
    const key = sha256(bundle.code, binding.wit, engineId, PACKAGE_VERSION, context);
    const before = force ? undefined : record.artifacts[artifact];
    const present = before?.key === key ? await readUnchanged(file, before.sha256) : undefined;
    if (before !== undefined && present !== undefined) {
      await writeBeside();
      const { imports } = before;
      return {
        report: reported({ outcome: "unchanged", bytes: present.length, imports }),
        record: before,
      };
    }
    const built = await engine.build({ ...uses, document: wit, name, code: bundle.code });
    await verifyComponent(built, { world, functions: binding.functions, random });
    const { component } = built;
    await writeAtomically(file, component);
    await writeBeside();
    const imports = [...built.imports, ...(random ? ["wasi:random/random"] : [])];
    return {
      report: reported({ outcome: "built", bytes: component.length, imports }),
      record: { key, sha256: sha256(component), engine: engineId, settings, imports },
    };
  } catch (error) {
    const message = messageOf(error);
    const reason = withSourcePlaces(message, project, definition);
    return { report: reported({ outcome: "failed", bytes: 0, imports: [], error: reason }) };
  }
}

/** Engines know places in the bundle; authors only know their sources. */
function withSourcePlaces(text: string, project: Project, definition: PreparedDefinition): string {
  const { name, bundle } = definition;
  const locate = sourcePositions(bundle.map, bundleFile(project, definition));
  return replaceBundlePlaces(text, name, (line, column) => {
    const where = locate(line, column);
    if (where === undefined || !isProjectFile(project, where.file)) return undefined;
    return { ...where, file: displayPath(project, where.file) };
  });
}

async function readUnchanged(file: string, expected: string): Promise<Uint8Array | undefined> {
  try {
    const component = await readFile(file);
    return sha256(component) === expected ? component : undefined;
  } catch {
    return undefined;
  }
}

function withArtifact(
  record: BuildRecord,
  name: string,
  artifact: ArtifactRecord | undefined,
): BuildRecord {
  const others = Object.entries(record.artifacts).filter(([other]) => other !== name);
  const own = artifact === undefined ? [] : [[name, artifact] as const];
  return { ...record, artifacts: Object.fromEntries([...others, ...own]) };
}

/** Removes what earlier builds wrote for definitions that are gone, lest it be published. */
async function removeStale(
  project: Project,
  { definitions }: Preparation,
  record: BuildRecord,
): Promise<string[]> {
  const present = new Set(definitions.map(({ world, name }) => artifactName(world, name)));
  const stale = Object.keys(record.artifacts).filter((artifact) => !present.has(artifact));
  if (stale.length === 0) return [];
  for (const artifact of stale) {
    for (const extension of ["wasm", "json", "js.map"]) {
      await rm(join(project.outDir, `${artifact}.${extension}`), { force: true });
    }
  }
  const kept = Object.fromEntries(
    Object.entries(record.artifacts).filter(([artifact]) => present.has(artifact)),
  );
  await writeBuildRecord(project.outDir, { ...record, artifacts: kept });
  return stale;
}
