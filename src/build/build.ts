import { join } from "node:path";
import {
  BuildFilesError,
  MODEL_FILE,
  readBuildRecord,
  sha256,
  type ArtifactRecord,
  type BuildRecord,
} from "../artifact/index.js";
import { buildArtifact, type ArtifactContext, type BuiltArtifact } from "./buildArtifact.js";
import { hasErrors } from "../model/diagnostic.js";
import type { ViewVersions } from "../model/viewVersions.js";
import { concurrently } from "./concurrently.js";
import type { ComponentEngine } from "./engines/componentEngine.js";
import { prepare } from "./prepare.js";
import type { Project } from "./project.js";
import type { ArtifactReport, BuildReport } from "./report.js";
import { sourceRecord } from "./unchanged/sourceRecord.js";
import { unchangedBuild } from "./unchanged/unchangedBuild.js";
import { parseWit } from "./wit/index.js";
import { removeArtifacts } from "./write/removeArtifacts.js";
import { removeTemporaryFiles } from "./write/removeTemporaryFiles.js";
import { writeAtomically } from "./write/writeAtomically.js";
import { writeBuildRecord } from "./write/writeBuildRecord.js";

export interface BuildOptions {
  readonly engine: ComponentEngine;
  /** Text of the WIT document. */
  readonly wit: string;
  /** Versions of views whose sources say none; default: 1. */
  readonly viewVersions?: ViewVersions;
  /** Builds everything, whether it changed or not. */
  readonly force?: boolean;
  readonly onArtifact?: (report: ArtifactReport) => void;
}

/** While one bundle is evaluated, the next ones are made; more of them would only take more memory. */
const DEFINITIONS_AT_ONCE = 3;

/**
 * Builds every definition of a project: discover, bundle, componentize, verify, write. Mistakes in
 * the sources stop it before anything is written, all of them reported together. From its first change
 * to the output folder to its end, the folder says that its build is not whole.
 * @throws WitError for a WIT document that is none, OutputError where the folder cannot be written.
 */
export async function buildProject(project: Project, options: BuildOptions): Promise<BuildReport> {
  const [start, startedAt] = [performance.now(), Date.now()];
  const { engine, viewVersions = {}, force = false, onArtifact = () => undefined } = options;
  const wit = parseWit(options.wit);
  const engineId = `${engine.name} ${engine.version}`;
  const context = [engineId, engine.settings, options.wit, viewVersions];
  const before = await recordOf(project);
  const report = { engine: engineId, outDir: project.outDir };
  const finished = (
    rest: Omit<BuildReport, "engine" | "outDir" | "milliseconds">,
  ): BuildReport => ({
    ...report,
    ...rest,
    milliseconds: performance.now() - start,
  });
  const unchanged = force ? undefined : await unchangedBuild(project, before, context);
  if (unchanged !== undefined) {
    unchanged.forEach(onArtifact);
    const { diagnostics } = before;
    return finished({ ok: true, diagnostics, artifacts: unchanged, removed: [] });
  }

  const preparation = await prepare(project, engine.environment, { versions: viewVersions });
  const { diagnostics } = preparation;
  if (hasErrors(diagnostics))
    return finished({ ok: false, diagnostics, artifacts: [], removed: [] });

  await removeTemporaryFiles(project.outDir);
  let artifacts = before.artifacts;
  const writeUnfinished = (): Promise<void> =>
    writeBuildRecord(project.outDir, { ...NOTHING, artifacts });
  await writeUnfinished();
  const each: ArtifactContext = {
    ...{ project, preparation, engine, engineId, wit },
    before: force ? {} : before.artifacts,
  };
  const built = await concurrently(
    preparation.definitions,
    DEFINITIONS_AT_ONCE,
    (definition) => buildArtifact(definition, each),
    async ({ artifact, record, report: done }) => {
      // What failed is forgotten, lest an older component be taken for the one of these sources.
      artifacts = withArtifact(artifacts, artifact, record);
      // After each one, so that an interrupted build goes on where it stopped.
      await writeUnfinished();
      onArtifact(done);
    },
  );

  const present = new Set(built.map(({ artifact }) => artifact));
  const removed = Object.keys(artifacts).filter((artifact) => !present.has(artifact));
  await removeArtifacts(project.outDir, removed);
  const model = `${JSON.stringify(preparation.model, null, 2)}\n`;
  await writeAtomically(join(project.outDir, MODEL_FILE), model);
  const kept = Object.entries(artifacts).filter(([artifact]) => present.has(artifact));
  const ok = built.every(({ report: { outcome } }) => outcome !== "failed");
  const inputs = [...preparation.files, ...built.flatMap(({ sources }) => sources)];
  const sources = ok ? await sourceRecord(project, context, inputs, startedAt) : undefined;
  await writeBuildRecord(project.outDir, {
    schemaVersion: 2,
    whole: ok,
    artifacts: Object.fromEntries(kept),
    files: ok ? filesOf(built, model) : {},
    ...(sources === undefined ? {} : { sources }),
    diagnostics: ok ? diagnostics : [],
  });
  return finished({ ok, diagnostics, artifacts: built.map((item) => item.report), removed });
}

const NOTHING: BuildRecord = {
  schemaVersion: 2,
  whole: false,
  artifacts: {},
  files: {},
  diagnostics: [],
};

/** What an earlier build left; a record that cannot be understood means that everything is built. */
async function recordOf({ outDir }: Project): Promise<BuildRecord> {
  try {
    return (await readBuildRecord(outDir)) ?? NOTHING;
  } catch (error) {
    if (error instanceof BuildFilesError) return NOTHING;
    throw error;
  }
}

function withArtifact(
  artifacts: BuildRecord["artifacts"],
  name: string,
  artifact: ArtifactRecord | undefined,
): BuildRecord["artifacts"] {
  const others = Object.entries(artifacts).filter(([other]) => other !== name);
  const own = artifact === undefined ? [] : [[name, artifact] as const];
  return Object.fromEntries([...others, ...own]);
}

function filesOf(built: readonly BuiltArtifact[], model: string): BuildRecord["files"] {
  return Object.assign(
    { [MODEL_FILE]: sha256(model) },
    ...built.map(({ files }) => files),
  ) as Record<string, string>;
}
