import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

/** How a project writes what it has: a new definition is to look like the others. */
export interface Conventions {
  /** What stands behind the name of a module in imports: `.js`, `.ts`, or nothing. */
  readonly extension: string;
  readonly quote: '"' | "'";
  readonly semicolon: ";" | "";
  /** The folder of specifications, relative to the project. */
  readonly tests: string;
  /** What stands behind a name in the name of its specification: `.test.ts`, `.spec.ts`. */
  readonly suffix: string;
  /** What a specification imports from its runner. */
  readonly runnerImports: string;
}

const TEST = /^(.+?)((?:\.spec)?\.(?:test|spec)\.ts)$/;

/**
 * Reads off a project's own files how it writes them; what they do not tell is as in the templates.
 * @param index - the index module; an absolute path.
 */
export function conventionsOf(root: string, index: string): Conventions {
  const text = readFileSync(index, "utf8");
  const [, quote = '"', extension = ".js"] = /from (["'])\.\/[^"']+?(\.[jt]s)?\1/.exec(text) ?? [];
  const isBare = /from (["'])\.\/[^"'.]+\1/.test(text);
  const found = testFolder(root, dirname(index));
  const example = found && readFileSync(join(root, found.folder, found.file), "utf8");
  return {
    extension: isBare ? "" : extension,
    quote: quote === "'" ? "'" : '"',
    semicolon: /from .*["']\s*$/m.test(text) && !text.includes(";") ? "" : ";",
    tests: found?.folder ?? "__tests__",
    suffix: found === undefined ? ".test.ts" : (TEST.exec(found.file)?.[2] ?? ".test.ts"),
    runnerImports: runnerImport(example),
  };
}

/** Where the project's tests lie: in a folder of their own, or beside the sources. */
function testFolder(
  root: string,
  sources: string,
): { readonly folder: string; readonly file: string } | undefined {
  const candidates = ["__tests__", "tests", "test", join(relative(root, sources), "__tests__")];
  for (const folder of [...candidates, relative(root, sources)]) {
    const path = join(root, folder);
    if (!existsSync(path) || !statSync(path).isDirectory()) continue;
    const file = readdirSync(path)
      .filter((name) => TEST.test(name))
      // The plainest name tells most.
      .sort((a, b) => a.split(".").length - b.split(".").length)[0];
    if (file !== undefined) return { folder, file: basename(file) };
  }
  return undefined;
}

/** `import { test } from "vitest";` where tests import it, as others have it as a global. */
function runnerImport(example: string | undefined): string {
  const from =
    /^import \{[^}]*\b(?:test|it)\b[^}]*\} from ["'](node:test|vitest|@jest\/globals)["']/m;
  const [, runner] = from.exec(example ?? "") ?? [];
  return runner === undefined ? "" : `import { test } from "${runner}";\n`;
}
