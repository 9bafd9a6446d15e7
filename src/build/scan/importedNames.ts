import type { ESTree } from "rolldown/utils";
import type { SourceLocation } from "../../model/sourceLocation.js";
import { keyName } from "./syntaxTree.js";

/** A name that a module imports. */
export interface ImportedName {
  /** What it is called where it comes from: `Command` of `import { Command as Cmd }`. */
  readonly name: string;
  /** The module's name, as it is written. */
  readonly from: string;
  /** With `type`, so that TypeScript leaves nothing of it in the code. */
  readonly isTypeOnly: boolean;
  readonly where: SourceLocation;
  /** What is written to import it as a value: `import { Command as Cmd } from "…"`. */
  readonly asValue: string;
}

/** What a module imports, by the names that it has there. */
export type ImportedNames = ReadonlyMap<string, ImportedName>;

export function importedNames(
  { body }: ESTree.Program,
  placeOf: (offset: number) => SourceLocation,
): ImportedNames {
  const names = new Map<string, ImportedName>();
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers) {
      const local = specifier.local.name;
      const isTypeOnly =
        statement.importKind === "type" ||
        (specifier.type === "ImportSpecifier" && specifier.importKind === "type");
      names.set(local, {
        name: nameOf(specifier) ?? local,
        from: statement.source.value,
        isTypeOnly,
        where: placeOf(specifier.local.start),
        asValue: `import ${clauseOf(specifier)} from ${JSON.stringify(statement.source.value)}`,
      });
    }
  }
  return names;
}

const nameOf = (specifier: ESTree.ImportDeclarationSpecifier): string | undefined =>
  specifier.type === "ImportSpecifier" ? keyName(specifier.imported, false) : undefined;

function clauseOf(specifier: ESTree.ImportDeclarationSpecifier): string {
  const local = specifier.local.name;
  if (specifier.type === "ImportDefaultSpecifier") return local;
  if (specifier.type === "ImportNamespaceSpecifier") return `* as ${local}`;
  const name = nameOf(specifier) ?? local;
  return name === local ? `{ ${local} }` : `{ ${name} as ${local} }`;
}
