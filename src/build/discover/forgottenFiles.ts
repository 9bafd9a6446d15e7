import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import { displayPath, isTypeScript, type Project } from "../project.js";
import { scanSource } from "../scan/index.js";

/**
 * Files beside and below the index module that define something and are not loaded: what the index
 * forgets would be missing without a word. Tests may define what they like.
 */
export async function forgottenFiles(
  project: Project,
  loaded: ReadonlySet<string>,
): Promise<readonly Diagnostic[]> {
  const files = await sourcesBelow(dirname(project.index), project.outDir);
  const found: Diagnostic[] = [];
  for (const file of files) {
    if (!loaded.has(file)) found.push(...(await definitionsIn(file, project)));
  }
  return found;
}

async function definitionsIn(file: string, project: Project): Promise<readonly Diagnostic[]> {
  const code = await readFile(file, "utf8");
  // A cheap look first: most files that are not loaded have nothing to do with this package.
  if (!code.includes("evidentsource-functions")) return [];
  try {
    return scanSource(code, displayPath(project, file))
      .classes.filter(({ decorators, methods }) =>
        [...decorators, ...methods.flatMap((method) => method.decorators)].some((name) =>
          DEFINING.has(name),
        ),
      )
      .map(({ name, file: shown, line, column }) =>
        Problem.notLoaded({ className: name, where: { file: shown, line, column } }),
      );
  } catch {
    // It is not part of the project, so that nobody need be able to read it.
    return [];
  }
}

const DEFINING = new Set(["StateView", "Command", "DomainEvent", "Decide"]);
const TESTS = /(^|[.-])(test|spec)\.[mc]?tsx?$/;
const FOLDERS = /^(\.|node_modules$|__tests__$|tests?$|specs?$|__mocks__$)/;

async function sourcesBelow(folder: string, outDir: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!FOLDERS.test(entry.name) && path !== outDir)
        files.push(...(await sourcesBelow(path, outDir)));
    } else if (isTypeScript(path) && !TESTS.test(entry.name)) files.push(path);
  }
  return files.sort();
}
