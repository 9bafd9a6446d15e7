import { isBuiltin } from "node:module";
import { NODE_MODULE, REQUIRE } from "./environments.js";
import { declaringScope } from "./scopes.js";
import { sourceName, stringValue, type Node } from "./syntaxTree.js";
import { useAt, type Use } from "./use.js";

/** Uses of modules that are not in the bundle: Node's own, and such as are loaded later. */
export function moduleUses(node: Node, ancestors: readonly Node[]): readonly Use[] {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration": {
      const source = node.source?.value;
      return source === undefined || !isBuiltin(source) ? [] : [missing(node, ancestors, source)];
    }
    case "ImportExpression": {
      return [useAt([...ancestors, node], { kind: "lacking", ...DYNAMIC_IMPORT }, true)];
    }
    case "CallExpression": {
      // The bundler's stand-in for the `require` of a module that it did not find.
      if (node.callee.type !== "Identifier" || sourceName(node.callee.name) !== "__require")
        return [];
      const source = stringValue(node.arguments[0]);
      if (source !== undefined && isBuiltin(source)) return [missing(node, ancestors, source)];
      const what = { kind: "lacking", what: "require()", remedy: REQUIRE } as const;
      return [useAt([...ancestors, node], what, true)];
    }
    default:
      return [];
  }
}

/** A module that would be loaded later. */
export const DYNAMIC_IMPORT = {
  what: "import()",
  remedy: "Import it at the top of the module; the bundler leaves out what is not used.",
} as const;

function missing(node: Node, ancestors: readonly Node[], source: string): Use {
  const what = `The module ${source}`;
  return useAt([...ancestors, node], { kind: "module", what, remedy: NODE_MODULE }, true);
}

/**
 * Where the names that a module's import brings are used: bundlers gather imports at the top, where
 * no source stands behind them.
 */
export class ImportedNames {
  readonly #references = new Map<string, number[]>();

  /** Must see an import before its uses; imports stand first in a bundle. */
  visit(node: Node, ancestors: readonly Node[]): void {
    if (node.type === "ImportDeclaration") {
      for (const { local } of node.specifiers) this.#references.set(local.name, []);
    } else if (node.type === "Identifier" && ancestors.at(-1)?.type !== "ImportSpecifier") {
      const references = this.#references.get(node.name);
      if (references === undefined) return;
      if (declaringScope(node.name, ancestors)?.type === "Program") references.push(node.start);
    }
  }

  /** Offsets of the uses of what an import declares. */
  of(node: Node): readonly number[] {
    if (node.type !== "ImportDeclaration") return [];
    return node.specifiers.flatMap(({ local }) => this.#references.get(local.name) ?? []);
  }
}
