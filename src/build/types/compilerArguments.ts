import { parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";

/** How the compiler is called, and what must be done afterwards. */
export interface CompilerCall {
  readonly args: readonly string[];
  readonly remove: () => Promise<void>;
}

/** Arguments for `tsc` with which it only looks at a project's types, and leaves nothing behind. */
export async function compilerArguments(tsconfig: string): Promise<CompilerCall> {
  const config = parsed(tsconfig);
  if (config?.references?.length) return withoutReferences(tsconfig, config);
  const { composite, incremental, tsBuildInfoFile } = config?.compilerOptions ?? {};
  const remembers = composite ?? incremental ?? tsBuildInfoFile !== undefined;
  if (!remembers) return { args: argumentsFor(tsconfig), remove: () => Promise.resolve() };
  const { folder, remove } = await temporaryFolder(tmpdir());
  const memory = ["--tsBuildInfoFile", join(folder, "info.tsbuildinfo")];
  return { args: [...argumentsFor(tsconfig), ...memory], remove };
}

const argumentsFor = (tsconfig: string): readonly string[] => [
  "--project",
  tsconfig,
  ...["--noEmit", "--pretty", "false"],
];

/**
 * Of the projects that it refers to, the compiler wants declarations that were built before; without
 * the references, it reads their sources. It looks for types from the folder that its options are in.
 */
async function withoutReferences(
  tsconfig: string,
  { files, include }: TsConfigJsonResolved,
): Promise<CompilerCall> {
  const project = dirname(tsconfig);
  const { folder, remove } = await temporaryFolder(nearestLibraries(project) ?? project);
  const path = join(folder, "tsconfig.json");
  const everything =
    files === undefined && include === undefined
      ? { include: [join(project, "**/*")], exclude: [join(project, "node_modules")] }
      : {};
  const compilerOptions = {
    // Otherwise sources of other projects are refused, for they are not listed, or lie elsewhere.
    composite: false,
    rootDir: parse(project).root,
    incremental: true,
    tsBuildInfoFile: join(folder, "info.tsbuildinfo"),
  };
  await writeFile(path, JSON.stringify({ extends: tsconfig, compilerOptions, ...everything }));
  return { args: argumentsFor(path), remove };
}

async function temporaryFolder(
  parent: string,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(parent, ".evidentsource-functions-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

function nearestLibraries(folder: string): string | undefined {
  const libraries = join(folder, "node_modules");
  if (existsSync(libraries)) return libraries;
  return dirname(folder) === folder ? undefined : nearestLibraries(dirname(folder));
}

/** What cannot be read is the compiler's to tell. */
function parsed(tsconfig: string): TsConfigJsonResolved | undefined {
  try {
    return parseTsconfig(tsconfig);
  } catch {
    return undefined;
  }
}
