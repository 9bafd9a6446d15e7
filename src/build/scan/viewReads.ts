import type { ESTree } from "rolldown/utils";
import type { ViewRead } from "../../model/checkViewReads.js";
import { isOfModule } from "./scopes.js";
import { keyName, memberName, walk } from "./syntaxTree.js";
import { enclosing } from "./use.js";

/** Methods that read a view by its class, of databases and of specifications. */
const READING: ReadonlySet<string> = new Set(["view", "viewState"]);

/**
 * The calls `db.view(View, { … })` of a source that name their parameters in place.
 * @param imported - what imported names are called where they come from.
 */
export function viewReads(
  program: ESTree.Program,
  imported: ReadonlyMap<string, string>,
  placeOf: (offset: number) => ViewRead["where"],
): readonly ViewRead[] {
  const found: ViewRead[] = [];
  walk(program, (node, ancestors) => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return;
    if (!READING.has(memberName(node.callee) ?? "")) return;
    const [view, values] = node.arguments;
    if (view?.type !== "Identifier" || !isOfModule(view.name, ancestors)) return;
    const parameters = namesIn(values);
    if (parameters === undefined) return;
    found.push({
      view: imported.get(view.name) ?? view.name,
      parameters,
      ...enclosing([...ancestors, node]),
      where: placeOf((values ?? node.callee.property).start),
    });
  });
  return found;
}

/** The names, where all of them can be read off. */
function namesIn(values: ESTree.Argument | undefined): readonly string[] | undefined {
  if (values === undefined) return [];
  if (values.type !== "ObjectExpression") return undefined;
  const names = values.properties.map((property) =>
    property.type === "SpreadElement" ? undefined : keyName(property.key, property.computed),
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}
