import { parseAst } from "rolldown/parseAst";
import type { SelectorText } from "../../model/checkSelectors.js";
import type { ViewRead } from "../../model/checkViewReads.js";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { eventCalls, type EventCall } from "./eventCalls.js";
import { importedNames } from "./importedNames.js";
import { memberAccesses, type MemberAccess } from "./memberAccesses.js";
import { positionsIn } from "./positions.js";
import { classShapes, type ClassShape } from "./scanClasses.js";
import { selectorTexts } from "./selectorTexts.js";
import { typeAliases, type TypeAlias } from "./typeAliases.js";
import { typeOnlyUses, type TypeOnlyUse } from "./typeOnlyUses.js";
import { viewReads } from "./viewReads.js";

/** What is read off a source as its author wrote it. */
export interface SourceShape {
  readonly classes: readonly ClassShape[];
  readonly selectors: readonly SelectorText[];
  readonly reads: readonly ViewRead[];
  readonly eventCalls: readonly EventCall[];
  readonly aliases: readonly TypeAlias[];
  readonly accesses: readonly MemberAccess[];
  readonly typeOnlyUses: readonly TypeOnlyUse[];
}

/** @throws Error where the source cannot be parsed. */
export function scanSource(code: string, file: string): SourceShape {
  const program = parseAst(code, { lang: file.endsWith("x") ? "tsx" : "ts" }, file);
  const positionOf = positionsIn(code);
  const placeOf = (at: number): SourceLocation => ({ file, ...positionOf(at) });
  const imported = importedNames(program, placeOf);
  const names = new Map([...imported].map(([local, { name }]) => [local, name]));
  return {
    classes: classShapes(program, file, positionOf, imported),
    selectors: selectorTexts(program, names, placeOf),
    reads: viewReads(program, names, placeOf),
    eventCalls: eventCalls(program, imported, placeOf),
    aliases: typeAliases(program, imported),
    accesses: memberAccesses(program),
    typeOnlyUses: typeOnlyUses(program, imported, placeOf),
  };
}
