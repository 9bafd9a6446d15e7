import { messageOf } from "../../domain/index.js";
import { parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";
import { Problem } from "../../model/problems/index.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { displayPath, isTypeScript, ProjectError, type Project } from "../project.js";

/**
 * What in the project's tsconfig.json keeps decorators from working.
 * @throws ProjectError when it cannot be read, or one that it extends.
 */
export function checkCompilerFlags(project: Project): Diagnostic[] {
  const { tsconfig } = project;
  if (tsconfig === undefined) {
    // Without a tsconfig.json nothing turns decorators on; plain JavaScript needs none.
    return isTypeScript(project.index) ? [flag(project, "experimentalDecorators")] : [];
  }
  const { compilerOptions = {} } = read(tsconfig, project);
  const missing = (["experimentalDecorators", "emitDecoratorMetadata"] as const)
    .filter((name) => compilerOptions[name] !== true)
    .map((name) => flag(project, name));
  // The default is true from ES2022 on.
  const target = compilerOptions.target?.toLowerCase() ?? "es2025";
  const defines =
    compilerOptions.useDefineForClassFields ?? /^es(2022|2023|2024|2025|next)$/.test(target);
  return defines ? [...missing, Problem.fieldsAreDefined(place(project))] : missing;
}

function read(tsconfig: string, project: Project): TsConfigJsonResolved {
  try {
    return parseTsconfig(tsconfig);
  } catch (error) {
    const reason = messageOf(error);
    throw new ProjectError(`${displayPath(project, tsconfig)} cannot be read: ${reason}`);
  }
}

function flag(project: Project, name: string): Diagnostic {
  return Problem.missingFlag(place(project), name, "true");
}

function place(project: Project): Parameters<typeof Problem.missingFlag>[0] {
  const file = displayPath(project, project.tsconfig ?? `${project.root}/tsconfig.json`);
  return { where: { file, line: 1, column: 1 } };
}
