import type { Class } from "../../../domain/index.js";
import { ClassBeyondCompiler } from "./obstacles.js";
import type { ClassPlan } from "./plan.js";
import { planOf } from "./planOf.js";

/** The plans of a class and of every class that `@Type` names in it. */
export function planNested(target: Class, plans: Map<Class, ClassPlan>): ClassPlan {
  const plan = planOf(target);
  plans.set(target, plan);
  for (const { property, conversion } of plan.properties) {
    if (conversion.kind !== "class") continue;
    const chosen = conversion.discriminator?.subTypes.map((subType) => subType.target) ?? [];
    for (const nested of [conversion.target, ...chosen]) {
      if (!plans.has(nested)) planMember(property, nested, plans);
    }
  }
  return plan;
}

function planMember(property: string, nested: Class, plans: Map<Class, ClassPlan>): void {
  try {
    planNested(nested, plans);
  } catch (error) {
    if (!(error instanceof ClassBeyondCompiler)) throw error;
    const { obstacle } = error;
    const where =
      obstacle.property === undefined ? nested.name : `${nested.name}.${obstacle.property}`;
    throw new ClassBeyondCompiler({ property, reason: `holds ${where}, which ${obstacle.reason}` });
  }
}
