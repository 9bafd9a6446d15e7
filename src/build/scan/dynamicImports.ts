import { isBuiltin } from "node:module";
import { parseAst } from "rolldown/parseAst";
import { positionsIn } from "./positions.js";
import { stringValue, walk } from "./syntaxTree.js";

/**
 * Where a TypeScript source loads a module later, with `import()`. A bundler makes such a module a part
 * of the bundle, so that the bundle does not tell; what it leaves as it is, the scan of bundles finds.
 * @param isLeft - whether the bundler leaves imports of this module as they are.
 */
export function dynamicImports(
  code: string,
  file: string,
  isLeft: (source: string) => boolean,
): readonly { readonly line: number; readonly column: number }[] {
  // A cheap look first: hardly any module has one.
  if (!/\bimport\s*\(/.test(code)) return [];
  const found: { line: number; column: number }[] = [];
  const positionOf = positionsIn(code);
  walk(parseAst(code, { lang: file.endsWith("x") ? "tsx" : "ts" }), (node) => {
    if (node.type !== "ImportExpression") return;
    const source = stringValue(node.source);
    if (source === undefined || isBuiltin(source) || isLeft(source)) return;
    found.push(positionOf(node.start));
  });
  return found;
}
