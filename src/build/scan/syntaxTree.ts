import type { ESTree } from "rolldown/utils";

export type Node = ESTree.Node;

/** Says which statements of a program are not looked at. */
export type LeaveOut = (statement: Node) => boolean;

/**
 * Visits a node and all below it, each with its ancestors: the outermost first, the parent last.
 * Statements of the root that are left out are not visited, but stay in it: names are found there.
 */
export function walk(
  root: Node,
  visit: (node: Node, ancestors: readonly Node[]) => void,
  leaveOut: LeaveOut = () => false,
): void {
  const ancestors: Node[] = [];
  const enter = (node: Node): void => {
    if (ancestors.length === 1 && leaveOut(node)) return;
    visit(node, ancestors);
    ancestors.push(node);
    forEachChild(node, enter);
    ancestors.pop();
  };
  enter(root);
}

export function forEachChild(node: Node, visit: (child: Node) => void): void {
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) {
      for (const element of value as unknown[]) if (isNode(element)) visit(element);
    } else if (isNode(value)) visit(value);
  }
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}

export type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression;

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

export function isClass(node: Node): node is ESTree.Class {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/** The text of a string literal, or of a template without expressions. */
export function stringValue(node: Node | null | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type !== "TemplateLiteral" || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** The name in `a.name`, `a["name"]`, `{ name: … }`, `{ "name": … }`, as far as it can be read off. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (computed) return stringValue(key);
  return key.type === "Identifier" ? key.name : stringValue(key);
}

export function memberName({ property, computed }: ESTree.MemberExpression): string | undefined {
  return keyName(property, computed);
}

/** A name as it stood in the source: a bundler adds `$1` to names that would clash. */
export function sourceName(name: string): string {
  return name.replace(/\$\d+$/, "");
}
