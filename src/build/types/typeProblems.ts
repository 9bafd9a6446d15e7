import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import { displayPath, type Project } from "../project.js";
import type { CompilerError } from "./compilerErrors.js";

/**
 * What TypeScript says of a file that it takes for CommonJS: of importing ES modules, of their syntax, of
 * `await` at the top level and of `import.meta`. Which of them depends on its version and options.
 */
const OF_COMMON_JS: ReadonlySet<string> = new Set([
  ...["TS1286", "TS1287", "TS1295", "TS1309", "TS1378", "TS1470", "TS1471", "TS1479", "TS1541"],
]);

/**
 * Errors as diagnostics. Those that one word in a package.json would mend are told once, there, and not
 * in every line that imports something.
 */
export function typeProblems(
  errors: readonly CompilerError[],
  project: Project,
): readonly Diagnostic[] {
  const manifest = manifestAbove(dirname(project.index));
  if (manifest === undefined || isModule(manifest))
    return errors.map((error) => Problem.typeError(error));
  const ofCommonJs = errors.filter(({ code }) => OF_COMMON_JS.has(code));
  const others = errors.filter(({ code }) => !OF_COMMON_JS.has(code));
  const place = { where: { file: displayPath(project, manifest), line: 1, column: 1 } };
  const told =
    ofCommonJs.length === 0
      ? []
      : [Problem.notModules(place, codesOf(ofCommonJs), ofCommonJs.length)];
  return [...told, ...others.map((error) => Problem.typeError(error))];
}

const codesOf = (errors: readonly CompilerError[]): readonly string[] => [
  ...new Set(errors.map(({ code }) => code)),
];

/** As Node and TypeScript look for the manifest that says what a file is. */
function manifestAbove(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : manifestAbove(above);
}

function isModule(manifest: string): boolean {
  try {
    const { type } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly type?: unknown };
    return type === "module";
  } catch {
    // Whatever is wrong with it, TypeScript has told.
    return true;
  }
}
