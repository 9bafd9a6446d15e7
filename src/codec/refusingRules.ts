import type { Class } from "../domain/index.js";
import type { RefusingRule } from "../model/payload.js";
import { hasType } from "./classTransformer.js";
import { rulesOf } from "./classValidator.js";
import { freshInstance } from "./instanceTypes.js";
import { kindOf, kindsTaken } from "./knownKinds.js";

/**
 * Rules that no value of their property's type keeps.
 * @param isUntyped - whether no type is written, so that the first value tells it.
 */
export function refusingRules(
  target: Class,
  isUntyped: (property: string) => boolean = () => false,
): readonly RefusingRule[] {
  const rules = rulesOf(target);
  const fresh = freshInstance(target);
  return rules.flatMap((rule): readonly RefusingRule[] => {
    const { propertyName: property, name, each, type, validateIf } = rule;
    if (name === undefined || type !== "customValidation" || validateIf !== undefined) return [];
    const own = rules.filter((other) => other.propertyName === property);
    if (own.some((other) => other.type === "conditionalValidation" && other.name !== "isOptional"))
      return [];
    const initial: unknown = isUntyped(property) ? Reflect.get(fresh, property) : undefined;
    const kind = kindOf(target, property, initial);
    // Of the elements of a list the compiler tells nothing.
    if (kind === undefined || (each && kind === "list")) return [];
    const taken = kindsTaken(rule);
    if (taken === undefined || taken.has(kind)) return [];
    const isForElements = kind === "list";
    return [{ property, rule: name, kind, isForElements, isMade: hasType(target, property) }];
  });
}
