import type { ESTree } from "rolldown/utils";
import type { ImportedNames } from "./importedNames.js";
import { textsOf } from "./fieldShape.js";
import { namedTypes, partsOf, type NamedType } from "./namedTypes.js";

/** A name that stands for other types: `type Payment = Card | Transfer`, or an interface with its members. */
export interface TypeAlias {
  readonly name: string;
  readonly types: readonly NamedType[];
  /** Whether only some texts or numbers are of it: an enum, or `"a" | "b"`. */
  readonly isClosed: boolean;
}

/** The aliases and interfaces of a module, but for those that take types as arguments. */
export function typeAliases(
  { body }: ESTree.Program,
  imported: ImportedNames,
): readonly TypeAlias[] {
  return body.flatMap((statement): readonly TypeAlias[] => {
    const declared =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared?.type === "TSTypeAliasDeclaration" && isPlain(declared))
      return [
        {
          name: declared.id.name,
          types: namedTypes(declared.typeAnnotation, imported),
          isClosed: textsOf(declared.typeAnnotation) !== undefined,
        },
      ];
    if (declared?.type === "TSInterfaceDeclaration" && isPlain(declared))
      return [
        {
          name: declared.id.name,
          types: partsOf(declared.body.body, imported),
          isClosed: false,
        },
      ];
    if (declared?.type === "TSEnumDeclaration")
      return [{ name: declared.id.name, types: [], isClosed: true }];
    return [];
  });
}

const isPlain = ({ typeParameters }: { readonly typeParameters: unknown }): boolean =>
  typeParameters === null || typeParameters === undefined;
