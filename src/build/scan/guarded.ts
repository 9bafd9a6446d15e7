import { memberName, walk, type Node } from "./syntaxTree.js";

/**
 * Whether code at the end of a path runs only if a global is there, or is not: it stands behind a
 * condition with `typeof name`.
 */
export function isGuarded(name: string, path: readonly Node[]): boolean {
  return path.some((node, at) => {
    const condition = conditionOf(node);
    return condition !== undefined && path[at + 1] !== condition && asksFor(name, condition);
  });
}

function conditionOf(node: Node): Node | undefined {
  if (node.type === "LogicalExpression") return node.left;
  return node.type === "IfStatement" || node.type === "ConditionalExpression"
    ? node.test
    : undefined;
}

function asksFor(name: string, condition: Node): boolean {
  let asks = false;
  walk(condition, (node) => {
    if (node.type !== "UnaryExpression" || node.operator !== "typeof") return;
    const { argument } = node;
    const asked =
      argument.type === "Identifier"
        ? argument.name
        : argument.type === "MemberExpression"
          ? memberName(argument)
          : undefined;
    asks ||= asked === name;
  });
  return asks;
}
