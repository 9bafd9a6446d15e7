import type { Node } from "./syntaxTree.js";

/** Whether an identifier stands for a value, rather than for a name after a dot or before a colon. */
export function isReference(path: readonly Node[]): boolean {
  const [node, parent] = [path.at(-1), path.at(-2)];
  switch (parent?.type) {
    case "MemberExpression":
      return parent.computed || parent.object === node;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
      return parent.computed || parent.key !== node;
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
    case "ExportAllDeclaration":
    case "ImportSpecifier":
      return false;
    case "ExportSpecifier":
      return parent.local === node;
    default:
      return true;
  }
}
