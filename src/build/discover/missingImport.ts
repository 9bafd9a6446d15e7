import type { SourceLocation } from "../../model/sourceLocation.js";
import type { Project } from "../project.js";
import { importPlace, packageOf, type Import } from "./importPlace.js";

/**
 * What an error means that Node threw because a library is missing; `undefined` for other errors.
 * Node itself only knows the temporary module that holds the whole project.
 * @param missing - the libraries that the project does not find.
 */
export function notInstalled(
  error: unknown,
  missing: readonly Import[],
  project: Project,
): { readonly reason: string; readonly where: SourceLocation } | undefined {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const found = missing.find(({ source }) => String(message).includes(`'${packageOf(source)}'`));
  if (found === undefined) return undefined;
  const reason = `${packageOf(found.source)} is not installed`;
  return { reason, where: importPlace(found, project) };
}
