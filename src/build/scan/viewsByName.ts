import type { ESTree } from "rolldown/utils";
import { memberName, stringValue, walk, type LeaveOut, type Node } from "./syntaxTree.js";
import { enclosing } from "./use.js";

/** A call `viewState("name", 1n, …)`: a view that is read by its name, so that its selector is not known. */
export interface ViewByName {
  /** Offset in the bundle. */
  readonly start: number;
  readonly className: string | undefined;
  readonly member: string | undefined;
}

/** The calls that read a view by name, as far as they show it: by a text, or by a version in place. */
export function findViewsByName(
  program: ESTree.Program,
  leaveOut?: LeaveOut,
): readonly ViewByName[] {
  const found: ViewByName[] = [];
  walk(
    program,
    (node, ancestors) => {
      if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return;
      if (memberName(node.callee) !== "viewState") return;
      const [view, version] = node.arguments;
      if (stringValue(view) === undefined && !isBigInt(version)) return;
      found.push({ start: node.start, ...enclosing([...ancestors, node]) });
    },
    leaveOut,
  );
  return found;
}

function isBigInt(node: Node | undefined): boolean {
  return node?.type === "Literal" && typeof node.value === "bigint";
}
