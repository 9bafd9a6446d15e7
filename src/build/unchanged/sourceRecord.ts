import { parseTsconfig } from "get-tsconfig";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { sha256, type SourceRecord } from "../../artifact/index.js";
import { PACKAGE_VERSION } from "../../version.js";
import type { Project } from "../project.js";

/**
 * What a build was made from: its files, the manifests above them, and the names beside them, as a new
 * file may change what an import means. `undefined` when any of it changed since the build began, so
 * that nobody knows which state was built.
 * @param context - what decides about a build and is no file.
 * @param inputs - absolute paths of the files that were read.
 */
export async function sourceRecord(
  project: Project,
  context: unknown,
  inputs: readonly string[],
  startedAt: number,
): Promise<SourceRecord | undefined> {
  const sources = [...new Set(inputs)];
  const folders = new Set(sources.map((file) => dirname(file)));
  const manifests = await existing([...ancestorsOf(folders)].flatMap(manifestsIn));
  const files: Record<string, string> = {};
  for (const file of [...sources, ...manifests].sort()) {
    const hash = await hashOfFile(file, startedAt);
    if (hash === undefined) return undefined;
    files[nameOf(project, file)] = hash;
  }
  const own = [...folders].filter((folder) => !folder.includes(`${sep}node_modules${sep}`));
  const names: Record<string, string> = {};
  for (const folder of [...own, join(project.root, "node_modules")].sort())
    names[nameOf(project, folder)] = await hashOfNames(folder);
  return { context: hashOfContext(project, context), files, folders: names };
}

/** Whether everything still is as the record says. */
export async function isUnchanged(
  project: Project,
  context: unknown,
  record: SourceRecord,
): Promise<boolean> {
  if (hashOfContext(project, context) !== record.context) return false;
  for (const [name, hash] of Object.entries(record.folders))
    if ((await hashOfNames(resolve(project.root, name))) !== hash) return false;
  for (const [name, hash] of Object.entries(record.files))
    if ((await hashOfFile(resolve(project.root, name))) !== hash) return false;
  return true;
}

/** What package managers and this package's tools read to say what a library is. */
function manifestsIn(folder: string): readonly string[] {
  const installed = [".package-lock.json", ".modules.yaml", ".yarn-state.yml"];
  return [
    join(folder, "package.json"),
    ...installed.map((name) => join(folder, "node_modules", name)),
  ];
}

function ancestorsOf(folders: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const start of folders) {
    for (let folder = start; !found.has(folder); folder = dirname(folder)) found.add(folder);
  }
  return found;
}

async function existing(files: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files)
    if ((await stat(file).catch(() => undefined))?.isFile() === true) found.push(file);
  return found;
}

const nameOf = ({ root }: Project, path: string): string =>
  relative(root, path).split(sep).join("/");

/** `undefined` for a file that cannot be read, or that was changed at or after the given time. */
async function hashOfFile(file: string, notSince = Infinity): Promise<string | undefined> {
  try {
    if (notSince !== Infinity) {
      const { mtimeMs, ctimeMs } = await stat(file);
      if (Math.max(mtimeMs, ctimeMs) >= notSince) return undefined;
    }
    return sha256(await readFile(file));
  } catch {
    return undefined;
  }
}

/** Hidden files are left out: editors make and remove them. */
async function hashOfNames(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  return sha256(...names.filter((name) => !name.startsWith(".")).sort());
}

function hashOfContext({ root, index, tsconfig, outDir }: Project, context: unknown): string {
  const options = tsconfig === undefined ? undefined : readTsconfig(tsconfig);
  const places = [index, outDir].map((path) => relative(root, path));
  return sha256(JSON.stringify([PACKAGE_VERSION, places, options, context]));
}

/** With all that it extends; what cannot be read is like nothing else. */
function readTsconfig(file: string): unknown {
  try {
    return parseTsconfig(file);
  } catch {
    return performance.now();
  }
}
