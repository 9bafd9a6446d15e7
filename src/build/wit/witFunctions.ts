import type { WitDocument } from "./parseWit.js";
import { WitScope } from "./witScope.js";
import type { WitFunction } from "./witType.js";

type Declarations = Pick<WitDocument, "items" | "namespace" | "name">;

const read = new WeakMap<Declarations, readonly WitFunction[]>();

/**
 * The functions of a document with their types: those of interfaces and their resources, and those
 * that worlds import and export.
 * @throws WitError where a declaration cannot be read.
 */
export function witFunctions(document: Declarations): readonly WitFunction[] {
  const known = read.get(document);
  if (known !== undefined) return known;
  const interfaces = new Map<string, WitScope>();
  const ownPackage = `${document.namespace}:${document.name}`;
  const scopes = document.items
    .filter(({ keyword }) => keyword === "interface" || keyword === "world")
    .map((item) => {
      const scope = new WitScope(item, interfaces, ownPackage);
      if (item.keyword === "interface") interfaces.set(item.name, scope);
      return scope;
    });
  const functions = scopes.flatMap((scope) => scope.functions());
  read.set(document, functions);
  return functions;
}
