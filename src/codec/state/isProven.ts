import type { Class } from "../../domain/index.js";
import { codecOfTransform } from "../value/propertyCodec.js";
import type { ClassPlan } from "../compiled/plan/plan.js";
import { planNested } from "../compiled/plan/planNested.js";

/**
 * Whether a look at a state tells all: its class and those that it holds have nothing that the compiler
 * does not understand, and no `@Transform` of the author's, which may do anything.
 */
export function isProven(target: Class): boolean {
  const plans = new Map<Class, ClassPlan>();
  try {
    planNested(target, plans);
  } catch {
    return false;
  }
  return [...plans.values()].every(({ properties }) =>
    properties.every(({ toClass, toPlain }) =>
      [...toClass, ...toPlain].every(
        ({ transformFn }) => codecOfTransform(transformFn) !== undefined,
      ),
    ),
  );
}
