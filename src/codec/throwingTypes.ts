import { messageOf, type Class } from "../domain/index.js";
import type { ThrowingType } from "../model/payload.js";
import { convertedProperties, subTypesOf, typeOf } from "./classTransformer.js";
import { isReadByType } from "../model/payload.js";

/** Properties whose `@Type` throws instead of naming a class: nothing can be read or written by it. */
export function throwingTypes(target: Class): readonly ThrowingType[] {
  return (convertedProperties(target) ?? []).flatMap((property) => {
    const named = heldBy(target, property);
    return "reason" in named ? [{ property, reason: named.reason }] : [];
  });
}

/** Whether there are such properties in the class or in one that it holds. */
export function holdsThrowingTypes(target: Class, seen = new Set<Class>()): boolean {
  if (seen.has(target)) return false;
  seen.add(target);
  return (convertedProperties(target) ?? []).some((property) => {
    const named = heldBy(target, property);
    return "reason" in named || named.classes.some((held) => holdsThrowingTypes(held, seen));
  });
}

/** The class that `@Type` names, unless it throws. */
export function namedType(target: Class, property: string): Class | undefined {
  const named = heldBy(target, property);
  return "reason" in named ? undefined : named.type;
}

function heldBy(
  target: Class,
  property: string,
):
  | { readonly reason: string }
  | { readonly type: Class | undefined; readonly classes: readonly Class[] } {
  try {
    const type = typeOf(target, property);
    const classes = [type, ...subTypesOf(target, property)].filter(
      (held) => typeof held === "function" && !isReadByType(held),
    ) as readonly Class[];
    return { type, classes };
  } catch (error) {
    const name = error instanceof Error ? `${error.name}: ` : "";
    return { reason: `${name}${messageOf(error)}` };
  }
}
