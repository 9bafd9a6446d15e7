import type { Class, Violation } from "../domain/index.js";
import { exposedNames } from "./classTransformer.js";
import { validationErrors, type Strictness } from "./classValidator.js";
import { brokenByThrowing } from "./throwingRules.js";
import { violationsOf, type WireNameOf } from "./violation.js";

/** class-validator's verdict on an instance. A rule that throws is broken by the value that it threw at. */
export function brokenRules(
  instance: object,
  target: Class,
  strictness: Strictness,
): readonly Violation[] {
  const judge = (): readonly Violation[] =>
    violationsOf(validationErrors(instance, target, strictness), wireNames(instance));
  try {
    return judge();
  } catch (error) {
    return brokenByThrowing(instance, judge, error);
  }
}

/** Follows the path from the instance down to the object that holds the property, and asks its class. */
function wireNames(root: object): WireNameOf {
  return (property, path) => {
    const holder = path.reduce<unknown>(memberOf, root);
    if (typeof holder !== "object" || holder === null) return property;
    return exposedNames(holder.constructor as Class).get(property) ?? property;
  };
}

/** As class-validator names it; it leaves the name out of an error about a whole object. */
function memberOf(holder: unknown, step: string): unknown {
  if (step === "" || typeof holder !== "object" || holder === null) return holder;
  if (holder instanceof Map) return holder.get(step);
  if (holder instanceof Set) return [...holder][Number(step)];
  return Reflect.get(holder, step);
}
