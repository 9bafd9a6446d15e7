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

/** rolldown's functions that make a module of CommonJS, or of a module in a circle, out of its body. */
const WRAPPERS = /^__(commonJS|esm)(Min)?$/;
