import type { ESTree } from "rolldown/utils";
import type { SourceLocation } from "../../model/sourceLocation.js";
import type { ImportedName, ImportedNames } from "./importedNames.js";
import { isReference } from "./reference.js";
import { isOfModule } from "./scopes.js";
import { walk, type Node } from "./syntaxTree.js";
import { enclosing } from "./use.js";

/** A place that uses a name as a value of which the import leaves nothing in the code. */
export interface TypeOnlyUse {
  /** As it is called here. */
  readonly name: string;
  readonly imported: ImportedName;
  readonly className: string | undefined;
  readonly member: string | undefined;
  readonly where: SourceLocation;
}

/** The first such use of each name. */
export function typeOnlyUses(
  program: ESTree.Program,
  imported: ImportedNames,
  placeOf: (offset: number) => SourceLocation,
): readonly TypeOnlyUse[] {
  const left = new Set([...imported].filter(([, { isTypeOnly }]) => isTypeOnly).map(([to]) => to));
  if (left.size === 0) return [];
  const found: TypeOnlyUse[] = [];
  walk(program, (node, ancestors) => {
    if (node.type !== "Identifier" || !left.has(node.name)) return;
    const path = [...ancestors, node];
    if (!isValue(path) || !isOfModule(node.name, ancestors)) return;
    const named = imported.get(node.name);
    if (named === undefined) return;
    left.delete(node.name);
    found.push({
      name: node.name,
      imported: named,
      ...enclosing(path),
      where: placeOf(node.start),
    });
  });
  return found;
}

/** Nodes of TypeScript's own in which values stand. */
const WITH_VALUES: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSParameterProperty",
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
  "TSExportAssignment",
]);

/** Exporting a type passes it on as one. */
function isValue(path: readonly Node[]): boolean {
  return (
    isReference(path) &&
    path.every(
      ({ type }) =>
        (!type.startsWith("TS") || WITH_VALUES.has(type)) &&
        !type.startsWith("Import") &&
        type !== "ExportSpecifier",
    )
  );
}
