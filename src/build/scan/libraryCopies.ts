import type { Diagnostic } from "../../model/diagnostic.js";
import { Problem } from "../../model/problems/index.js";

/** Keeps what decorators say in a module of its own; each copy knows only what was told to itself. */
const LIBRARY = "class-transformer";
const FOLDER = /^(.*[\\/]node_modules[\\/]class-transformer)[\\/]/;

/**
 * Tells of a second copy of class-transformer among the modules of a bundle or those that it leaves out, such as one that a shared
 * package brings along. Copies of class-validator and of reflect-metadata share what they are told.
 */
export function libraryCopies(
  modules: Iterable<string>,
  display: (path: string) => string,
): readonly Diagnostic[] {
  const folders = new Set<string>();
  for (const id of modules) {
    const folder = FOLDER.exec(id)?.[1];
    if (folder !== undefined) folders.add(display(folder));
  }
  const [first, second] = [...folders].sort((a, b) => a.length - b.length);
  return first === undefined || second === undefined
    ? []
    : [Problem.libraryTwice(LIBRARY, first, second)];
}
