import { join } from "node:path";
import type { Project } from "../project.js";
import type { ClassShape } from "../scan/index.js";

/** A module that declares a class and exports it by a name. */
export interface Declaration {
  /** Absolute path. */
  readonly file: string;
  readonly exportName: string;
}

/**
 * The module that declares a definition's class, if the sources tell: one decorated class of the
 * project has that name, and it is exported where it stands.
 */
export function declarationOf(
  { name }: { readonly name: string },
  shapes: readonly ClassShape[],
  { root }: Project,
): Declaration | undefined {
  const [shape, ...others] = shapes.filter((candidate) => candidate.name === name);
  if (shape === undefined || others.length > 0 || !shape.isExported) return undefined;
  return { file: join(root, shape.file), exportName: name };
}
