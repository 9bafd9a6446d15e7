import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { FOLDERS } from "../artifact/index.js";

/** The parts of a source map that tell what a component was built from. */
interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

/**
 * The sources of a project, relative to `cwd`, that are no longer as they were when its components were
 * built. Told by their text, for a time stamp says nothing of what a checkout has changed.
 */
export async function staleSources(dist: string, cwd: string): Promise<readonly string[]> {
  const built = new Map<string, string>();
  for (const folder of Object.values(FOLDERS).map((name) => join(dist, name))) {
    for (const file of await filesOf(folder)) {
      if (!file.endsWith(".js.map")) continue;
      for (const [source, text] of sourcesOf(await readFile(join(folder, file), "utf8"))) {
        built.set(resolve(dirname(join(folder, file)), source), text);
      }
    }
  }
  const stale: string[] = [];
  for (const [source, text] of built) {
    if ((await textOf(source)) !== text) stale.push(relative(cwd, source));
  }
  return stale.sort();
}

/** Libraries change with an installation, and their sources need not be there. */
function sourcesOf(map: string): readonly (readonly [source: string, text: string])[] {
  const { sources, sourcesContent = [] } = JSON.parse(map) as SourceMap;
  return sources.flatMap((source, index) => {
    const text = sourcesContent[index];
    const isOwn = /\.[cm]?tsx?$/.test(source) && !source.includes("node_modules/");
    return isOwn && typeof text === "string" ? [[source, text] as const] : [];
  });
}

const filesOf = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

const textOf = (file: string): Promise<string | undefined> =>
  readFile(file, "utf8").catch(() => undefined);
