import { spawn } from "node:child_process";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";
import { displayPath, type Project } from "../project.js";
import { projectCompiler } from "./projectCompiler.js";
import { compilerArguments } from "./compilerArguments.js";
import { compilerErrors } from "./compilerErrors.js";
import { typeProblems } from "./typeProblems.js";

/**
 * The errors of the project's own TypeScript, which runs as a process of its own, as it is installed:
 * beside the rest of a check, and whatever its version, for not every one can be called as a library.
 * Nothing for a project that is not compiled.
 * @param signal - ends the process when its answer is no longer wanted.
 */
export async function checkTypes(
  project: Project,
  signal?: AbortSignal,
): Promise<readonly Diagnostic[]> {
  const { root, tsconfig } = project;
  if (tsconfig === undefined) return [];
  const compiler = projectCompiler(root);
  const place = { where: { file: displayPath(project, tsconfig), line: 1, column: 1 } };
  if (compiler === undefined) return [Problem.typesUnchecked(place)];
  const { args, remove } = await compilerArguments(tsconfig);
  try {
    const { code, out } = await run([compiler, ...args], root, signal);
    const errors = compilerErrors(out);
    if (errors.length > 0 || code === 0) return typeProblems(errors, project);
    return [Problem.compilerFailed(place, firstLine(out))];
  } finally {
    await remove();
  }
}

const firstLine = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "") ?? "it says nothing";

function run(
  args: readonly string[],
  cwd: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly code: number | null; readonly out: string }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd, signal, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.on("error", failed);
    child.on("close", (code) => {
      done({ code, out });
    });
  });
}
