import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

const TEST = /\.(test|spec)\.[mc]?[jt]sx?$/;
const ELSEWHERE = /^(\.|node_modules$|dist$|coverage$)/;

export const isTest = (path: string): boolean => TEST.test(path);

/** The tests of a project, wherever they lie. */
export async function testFiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    if (ELSEWHERE.test(entry.name)) continue;
    const path = join(root, entry.name);
    if (entry.isDirectory()) found.push(...(await testFiles(path)));
    else if (isTest(entry.name)) found.push(path);
  }
  return found.sort();
}

/** The tests that are, or import, directly or through others, one of these files. */
export async function concernedTests(
  root: string,
  changed: readonly string[],
): Promise<readonly string[]> {
  const files = new Set(changed);
  const imports = new Map<string, readonly string[]>();
  const importsOf = (file: string): readonly string[] => {
    const known = imports.get(file) ?? importedFiles(file);
    imports.set(file, known);
    return known;
  };
  const all = await testFiles(root);
  return all.filter((test) => {
    const reached = new Set([test]);
    for (const file of reached) {
      if (files.has(file)) return true;
      for (const next of importsOf(file)) reached.add(next);
    }
    return false;
  });
}

/** The relative imports of a module, as far as its text tells. */
function importedFiles(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  const specifiers = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}\/[^"'\n]+)["']/g);
  return Array.from(specifiers, ([, specifier = ""]) =>
    sourceOf(resolve(dirname(file), specifier)),
  ).filter((found) => found !== undefined);
}

/** ES modules name files with .js; the sources are .ts. */
function sourceOf(path: string): string | undefined {
  const bare = path.replace(/\.[mc]?jsx?$/, "");
  const kind = /\.([mc]?)jsx?$/.exec(path)?.[1] ?? "";
  return [path, `${bare}.${kind}ts`, `${bare}.tsx`, `${bare}/index.ts`].find(
    (candidate) => /\.[mc]?[jt]sx?$/.test(candidate) && existsSync(candidate),
  );
}
