import { messageOf, type Class } from "../../domain/index.js";
import type { CompilationObstacle } from "../../model/payload.js";
import { Constants } from "./source/constants.js";
import { ruleCode } from "./rules/knownRule.js";
import { ClassBeyondCompiler, TypeNotReady } from "./plan/obstacles.js";
import type { ClassPlan } from "./plan/plan.js";
import { planNested } from "./plan/planNested.js";

/** A rule that has no code: its own validator is asked about every value. */
export interface AskedRule {
  readonly className: string;
  readonly property: string;
  /** The rule's name, or that of its validator's class. */
  readonly rule: string;
}

/** What of a class's decorators is not compiled. */
export interface CodecReport {
  /** Why the libraries do all the work for the class, if they do. */
  readonly obstacle: CompilationObstacle | undefined;
  /** Rules of the class, and of those that it holds, that cost what their validators cost. */
  readonly asked: readonly AskedRule[];
}

/** Says what of a class is not compiled, and why. Nothing is said of classes that are not all defined yet. */
export function codecReport(target: Class): CodecReport {
  const plans = new Map<Class, ClassPlan>();
  try {
    planNested(target, plans);
    return { obstacle: undefined, asked: [...plans.values()].flatMap(askedIn) };
  } catch (error) {
    if (error instanceof TypeNotReady) return { obstacle: undefined, asked: [] };
    const obstacle =
      error instanceof ClassBeyondCompiler
        ? error.obstacle
        : { reason: `cannot be compiled: ${messageOf(error)}` };
    return { obstacle, asked: [] };
  }
}

const askedIn = ({ target, properties }: ClassPlan): AskedRule[] =>
  properties.flatMap(({ property, rules }) =>
    rules
      .filter((rule) => ruleCode(rule, new Constants()) === undefined)
      .map((rule) => ({
        className: target.name,
        property,
        rule: rule.name ?? rule.constraintCls.name,
      })),
  );
