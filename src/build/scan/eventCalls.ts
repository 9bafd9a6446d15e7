import type { ESTree } from "rolldown/utils";
import type { SourceLocation } from "../../model/sourceLocation.js";
import type { ImportedNames } from "./importedNames.js";
import { isOfModule } from "./scopes.js";
import { memberName, walk } from "./syntaxTree.js";
import { enclosing } from "./use.js";

/** A call `event(Class, …)` of this package, of a class that is named in place. */
export interface EventCall {
  /** Where its module declares it. */
  readonly event: string;
  readonly className: string | undefined;
  readonly member: string | undefined;
  readonly where: SourceLocation;
}

export function eventCalls(
  program: ESTree.Program,
  imported: ImportedNames,
  placeOf: (offset: number) => SourceLocation,
): readonly EventCall[] {
  const found: EventCall[] = [];
  walk(program, (node, ancestors) => {
    if (node.type !== "CallExpression" || !isEvent(node.callee, imported)) return;
    const [made] = node.arguments;
    if (made?.type !== "Identifier" || !isOfModule(made.name, ancestors)) return;
    found.push({
      event: imported.get(made.name)?.name ?? made.name,
      ...enclosing([...ancestors, node]),
      where: placeOf(made.start),
    });
  });
  return found;
}

const PACKAGE = "evidentsource-functions";

/** `event` or `functions.event`, by whatever name it is imported. */
function isEvent(callee: ESTree.Expression, imported: ImportedNames): boolean {
  if (callee.type === "Identifier") {
    const known = imported.get(callee.name);
    return known?.from === PACKAGE && known.name === "event";
  }
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    imported.get(callee.object.name)?.from === PACKAGE &&
    memberName(callee) === "event"
  );
}
