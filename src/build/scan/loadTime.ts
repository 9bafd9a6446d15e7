import { isFunction, sourceName, type FunctionNode, type Node } from "./syntaxTree.js";

/**
 * Whether a node is evaluated while its module loads: it stands in no function but such as are called
 * where they stand, and not in an instance's field. What a call leads to is not followed.
 * @param path the node's ancestors, the outermost first, and the node itself
 */
export function runsAtLoad(path: readonly Node[]): boolean {
  return path.every((node, at) => {
    if (isFunction(node)) return at === path.length - 1 || isCalledAtOnce(node, path, at);
    if (node.type !== "PropertyDefinition" && node.type !== "AccessorProperty") return true;
    return node.static || node.value === null || path[at + 1] !== node.value;
  });
}

/** `(() => …)()`, `(function () { … }).call(this)`, or a module that the bundler wraps in a function. */
function isCalledAtOnce(node: FunctionNode, path: readonly Node[], at: number): boolean {
  const [parent, outer] = [path[at - 1], path[at - 2]];
  if (parent?.type === "CallExpression") {
    const { callee } = parent;
    return (
      callee === node || (callee.type === "Identifier" && WRAPPERS.test(sourceName(callee.name)))
    );
  }
  if (parent?.type !== "MemberExpression" || parent.object !== node) return false;
  return outer?.type === "CallExpression" && outer.callee === parent;
}

/** Whether a node may be passed over, or what it throws be caught. */
export function isConditional(path: readonly Node[]): boolean {
  return path.some((node, at) => {
    const child = path[at + 1];
    switch (node.type) {
      case "IfStatement":
      case "ConditionalExpression":
        return child !== undefined && child !== node.test;
      case "LogicalExpression":
        return child === node.right;
      case "TryStatement":
        return child === node.block && node.handler !== null;
      case "CatchClause":
      case "SwitchCase":
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "WhileStatement":
      case "AssignmentPattern":
        return true;
      default:
        return false;
    }
  });
}

/** The name of the function that the bundler wrapped around a node's module: `var require_x = __commonJS(…)`. */
export function wrapperOf(path: readonly Node[]): string | undefined {
  const at = path.findIndex(
    (node) =>
      node.type === "CallExpression" &&
      node.callee.type === "Identifier" &&
      WRAPPERS.test(sourceName(node.callee.name)),
  );
  const declarator = path[at - 1];
  return declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier"
    ? declarator.id.name
    : undefined;
}

/** rolldown's functions that make a module of CommonJS, or of a module in a circle, out of its body. */
const WRAPPERS = /^__(commonJS|esm)(Min)?$/;
