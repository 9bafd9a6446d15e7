import { parseAst } from "rolldown/parseAst";
import type { ESTree } from "rolldown/utils";
import type { SelectorText } from "../../model/checkSelectors.js";
import type { ViewRead } from "../../model/checkViewReads.js";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { positionsIn } from "./positions.js";
import { classShapes, type ClassShape } from "./scanClasses.js";
import { selectorTexts } from "./selectorTexts.js";
import { keyName } from "./syntaxTree.js";
import { viewReads } from "./viewReads.js";

/** What is read off a source as its author wrote it. */
export interface SourceShape {
  readonly classes: readonly ClassShape[];
  readonly selectors: readonly SelectorText[];
  readonly reads: readonly ViewRead[];
}

/** @throws Error where the source cannot be parsed. */
export function scanSource(code: string, file: string): SourceShape {
  const program = parseAst(code, { lang: file.endsWith("x") ? "tsx" : "ts" }, file);
  const positionOf = positionsIn(code);
  const imported = importedNames(program);
  const placeOf = (at: number): SourceLocation => ({ file, ...positionOf(at) });
  return {
    classes: classShapes(program, file, positionOf, imported),
    selectors: selectorTexts(program, imported, placeOf),
    reads: viewReads(program, imported, placeOf),
  };
}

/** What imported names are called where they come from: `import { Command as Cmd }`. */
function importedNames({ body }: ESTree.Program): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ImportSpecifier") continue;
      const name = keyName(specifier.imported, false);
      if (name !== undefined) names.set(specifier.local.name, name);
    }
  }
  return names;
}
