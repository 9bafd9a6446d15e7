import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { FOLDERS, readBuildRecord, sha256 } from "../artifact/index.js";

/** The parts of a source map that tell what a component was built from. */
interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

/**
 * The sources of a project, relative to `cwd`, that are no longer as they were when its components were
 * built. Told by their content, for a time stamp says nothing of what a checkout has changed.
 */
export async function staleSources(dist: string, cwd: string): Promise<readonly string[]> {
  const root = resolve(cwd);
  const folder = resolve(root, dist);
  const stale = (await byRecord(folder)) ?? (await bySourceMaps(folder));
  return stale.map((source) => relative(root, source)).sort();
}

/** By the hashes of the build's record, which names files from the project's folder, above its own. */
async function byRecord(dist: string): Promise<readonly string[] | undefined> {
  const record = await readBuildRecord(dist).catch(() => undefined);
  const hashes = Object.entries(record?.sources?.files ?? {}).filter(([name]) => isOwn(name));
  if (hashes.length === 0) return undefined;
  for (let root = dirname(dist); ; root = dirname(root)) {
    const stale: string[] = [];
    let isThere = false;
    for (const [name, hash] of hashes) {
      const file = resolve(root, name);
      const bytes = await readFile(file).catch(() => undefined);
      isThere ||= bytes !== undefined;
      if (bytes === undefined || sha256(bytes) !== hash) stale.push(file);
    }
    if (isThere) return stale;
    // A build that lies somewhere else than its sources is compared with none.
    if (root === dirname(root)) return [];
  }
}

async function bySourceMaps(dist: string): Promise<readonly string[]> {
  const built = new Map<string, string>();
  for (const folder of Object.values(FOLDERS).map((name) => join(dist, name))) {
    for (const file of await filesOf(folder)) {
      if (!file.endsWith(".js.map")) continue;
      for (const [source, text] of sourcesOf(await readFile(join(folder, file), "utf8")))
        built.set(resolve(folder, source), text);
    }
  }
  const stale: string[] = [];
  for (const [source, text] of built) if ((await textOf(source)) !== text) stale.push(source);
  return stale;
}

/** Libraries change with an installation, and their sources need not be there. */
const isOwn = (source: string): boolean =>
  /\.[cm]?tsx?$/.test(source) && !source.includes("node_modules/");

function sourcesOf(map: string): readonly (readonly [source: string, text: string])[] {
  const { sources, sourcesContent = [] } = JSON.parse(map) as SourceMap;
  return sources.flatMap((source, index) => {
    const text = sourcesContent[index];
    return isOwn(source) && typeof text === "string" ? [[source, text] as const] : [];
  });
}

const filesOf = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

const textOf = (file: string): Promise<string | undefined> =>
  readFile(file, "utf8").catch(() => undefined);
