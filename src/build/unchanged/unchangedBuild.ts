import { join } from "node:path";
import { BuildFilesError, builtFiles, FOLDERS, type BuildRecord } from "../../artifact/index.js";
import type { World } from "../../domain/index.js";
import type { Project } from "../project.js";
import type { ArtifactReport } from "../report.js";
import { isUnchanged } from "./sourceRecord.js";

/**
 * What a build would report that finds all as the last one left it: sources and output alike, by their
 * hashes alone. `undefined` when there is anything to do.
 */
export async function unchangedBuild(
  project: Project,
  { whole, sources, artifacts }: BuildRecord,
  context: unknown,
): Promise<readonly ArtifactReport[] | undefined> {
  const start = performance.now();
  if (!whole || sources === undefined) return undefined;
  if (!(await isUnchanged(project, context, sources))) return undefined;
  try {
    await builtFiles(project.outDir);
  } catch (error) {
    if (error instanceof BuildFilesError) return undefined;
    throw error;
  }
  const entries = Object.entries(artifacts);
  const milliseconds = (performance.now() - start) / Math.max(1, entries.length);
  return entries.map(([artifact, { bytes, bundleBytes, imports }]) => ({
    ...definitionOf(artifact),
    outcome: "unchanged",
    file: join(project.outDir, `${artifact}.wasm`),
    ...{ bytes, bundleBytes, imports, milliseconds },
  }));
}

function definitionOf(artifact: string): { readonly world: World; readonly name: string } {
  const [folder = "", name = ""] = artifact.split("/");
  return { world: folder === FOLDERS["state-view"] ? "state-view" : "state-change", name };
}
