import type { Class } from "../../domain/index.js";
import { TypeNotReady } from "../compiled/plan/obstacles.js";
import type { ClassPlan } from "../compiled/plan/plan.js";
import { planNested } from "../compiled/plan/planNested.js";
import { codecOfTransform } from "../value/propertyCodec.js";
import { problemsWithin } from "./problemsWithin.js";

/**
 * Finds out all that the classes of a state tell before there is one. Their plans, if a look at a state is
 * enough: the compiler understands them, and no `@Transform` of the author's, which may do anything, is in them.
 * `undefined` while a class is not defined yet.
 */
export function getReady(target: Class): ReadonlyMap<Class, ClassPlan> | false | undefined {
  const plans = new Map<Class, ClassPlan>();
  let understood = true;
  try {
    planNested(target, plans);
  } catch (error) {
    if (error instanceof TypeNotReady) return undefined;
    understood = false;
  }
  problemsWithin(target);
  const isEnough =
    understood && [...plans.values()].every(({ properties }) => properties.every(isKnown));
  return isEnough && plans;
}

const isKnown = ({ toClass, toPlain }: ClassPlan["properties"][number]): boolean =>
  [...toClass, ...toPlain].every(({ transformFn }) => codecOfTransform(transformFn) !== undefined);
