import { existsSync } from "node:fs";
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
): { readonly reason: string; readonly where?: SourceLocation } | undefined {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const all = missing.filter(({ source }) => String(message).includes(`'${packageOf(source)}'`));
  // The module from which all others are reached is no file: what it imports stands nowhere.
  const found = all.find(({ importer }) => existsSync(importer));
  const [first = found] = all;
  if (first === undefined) return undefined;
  const reason = `${packageOf(first.source)} is not installed`;
  return found === undefined ? { reason } : { reason, where: importPlace(found, project) };
}
