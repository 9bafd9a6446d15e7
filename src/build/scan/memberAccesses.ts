import type { ESTree } from "rolldown/utils";
import { isClass, keyName, memberName, walk, type Node } from "./syntaxTree.js";

/** A place that names a member after a dot, or in a pattern. */
export interface MemberAccess {
  /** `undefined` where the name is computed: any. */
  readonly member: string | undefined;
  /** The class whose `this` or `super` has it; `undefined` for other objects. */
  readonly of: string | undefined;
}

/** The members that a source names, each once. */
export function memberAccesses(program: ESTree.Program): readonly MemberAccess[] {
  const found = new Map<string, MemberAccess>();
  const add = (member: string | undefined, of: string | undefined): void => {
    if (member !== undefined || of !== undefined)
      found.set(JSON.stringify([member ?? null, of ?? null]), { member, of });
  };
  walk(program, (node, ancestors) => {
    if (node.type === "MemberExpression") {
      const own = node.object.type === "ThisExpression" || node.object.type === "Super";
      add(memberName(node), own ? className(ancestors) : undefined);
    } else if (node.type === "ObjectPattern") {
      for (const property of node.properties)
        if (property.type === "Property") add(keyName(property.key, property.computed), undefined);
    }
  });
  return [...found.values()];
}

function className(ancestors: readonly Node[]): string | undefined {
  const around = ancestors.findLast(isClass);
  return around === undefined || !isClass(around) ? undefined : around.id?.name;
}
