import { readFileSync } from "node:fs";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { displayPath, type Project } from "../project.js";
import { positionsIn } from "../scan/index.js";

/** A library that the project does not find, and the module that imports it. */
export interface MissingImport {
  readonly source: string;
  readonly importer: string;
}

/**
 * What an error means that Node threw because a library is missing; `undefined` for other errors.
 * Node itself only knows the temporary module that holds the whole project.
 */
export function notInstalled(
  error: unknown,
  missing: readonly MissingImport[],
  project: Project,
): { readonly reason: string; readonly where: SourceLocation } | undefined {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const found = missing.find(({ source }) => String(message).includes(`'${nameOf(source)}'`));
  if (found === undefined) return undefined;
  const { source, importer } = found;
  const text = readFileSync(importer, "utf8");
  const offset = Math.max(0, text.search(new RegExp(`["']${escaped(source)}["']`)));
  return {
    reason: `${nameOf(source)} is not installed`,
    where: { file: displayPath(project, importer), ...positionsIn(text)(offset) },
  };
}

/** The package of `@scope/name/module`. */
function nameOf(source: string): string {
  return source
    .split("/")
    .slice(0, source.startsWith("@") ? 2 : 1)
    .join("/");
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
