import { isConditional, runsAtLoad, wrapperOf } from "./loadTime.js";
import type { Node } from "./syntaxTree.js";

/**
 * Which of the modules that the bundler wrapped in functions are always evaluated: those that are
 * called while the bundle loads, by themselves or by others that are.
 */
export class LoadedModules {
  readonly #calls: { readonly name: string; readonly from: string | undefined }[] = [];
  #loaded: Set<string> | undefined;

  visit(node: Node, ancestors: readonly Node[]): void {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return;
    if (!WRAPPED.test(node.callee.name)) return;
    const path = [...ancestors, node];
    if (!runsAtLoad(path) || isConditional(path)) return;
    this.#calls.push({ name: node.callee.name, from: wrapperOf(path) });
  }

  /** Whether what stands in a wrapper, or in none, is always evaluated. */
  has(wrapper: string | undefined): boolean {
    return wrapper === undefined || (this.#loaded ??= this.#found()).has(wrapper);
  }

  #found(): Set<string> {
    const loaded = new Set<string>();
    for (let before = -1; before < loaded.size;) {
      before = loaded.size;
      for (const { name, from } of this.#calls)
        if (from === undefined || loaded.has(from)) loaded.add(name);
    }
    return loaded;
  }
}

/** What rolldown calls such functions. */
const WRAPPED = /^(require|init)_/;
