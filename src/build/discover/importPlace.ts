import { readFileSync } from "node:fs";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { displayPath, type Project } from "../project.js";
import { positionsIn } from "../scan/index.js";

/** An import by its text, and the module that it stands in. */
export interface Import {
  readonly source: string;
  readonly importer: string;
}

/** Where an import stands in the project. */
export function importPlace({ source, importer }: Import, project: Project): SourceLocation {
  const text = readFileSync(importer, "utf8");
  const offset = Math.max(0, text.search(new RegExp(`["']${escaped(source)}["']`)));
  return { file: displayPath(project, importer), ...positionsIn(text)(offset) };
}

/** The package of `@scope/name/module`. */
export function packageOf(source: string): string {
  return source
    .split("/")
    .slice(0, source.startsWith("@") ? 2 : 1)
    .join("/");
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
