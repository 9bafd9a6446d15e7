import type { ESTree } from "rolldown/utils";
import { DATABASE_FUNCTIONS, type DatabaseFunction } from "../../domain/index.js";
import { keyName, memberName, stringValue, walk, type LeaveOut, type Node } from "./syntaxTree.js";

/**
 * The database functions whose names occur as members, destructured keys or strings. This says yes too
 * often, which is harmless: what is not called is only bound.
 */
export function findDatabaseFunctions(
  program: ESTree.Program,
  leaveOut?: LeaveOut,
): Set<DatabaseFunction> {
  const found = new Set<DatabaseFunction>();
  walk(
    program,
    (node, ancestors) => {
      const name = nameIn(node, ancestors.at(-1));
      if (name !== undefined && NAMES.has(name)) found.add(name as DatabaseFunction);
    },
    leaveOut,
  );
  return found;
}

const NAMES: ReadonlySet<string> = new Set(DATABASE_FUNCTIONS);

function nameIn(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === "MemberExpression") return memberName(node);
  if (node.type === "Property") {
    return parent?.type === "ObjectPattern" ? keyName(node.key, node.computed) : undefined;
  }
  return stringValue(node);
}
