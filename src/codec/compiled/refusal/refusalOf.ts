import type { Class } from "../../../domain/index.js";
import type { Strictness } from "../../classValidator.js";
import { NOT_PROVEN } from "../notProven.js";
import type { ClassPlan } from "../plan/plan.js";
import type { Converter } from "../values/converters.js";
import type { Refused } from "../../violation.js";
import { isPlainText, refusedFor, type Broken } from "./broken.js";
import { classJudge } from "./classJudge.js";
import type { Judge, Surroundings } from "./judge.js";
import { notKnown } from "./notKnown.js";

/** What the libraries would say of what they refuse, or `undefined` where only they know. */
export type Refusal = (value: unknown) => Refused | undefined;

/**
 * Judges instances as class-validator does, and says what it says, where all that is broken are rules
 * whose words are known.
 */
export function refusalOf(
  plan: ClassPlan,
  plans: ReadonlyMap<Class, ClassPlan>,
  strictness: Strictness,
): (instanceOf: Converter, readsKnownOnly: boolean) => Refusal {
  const judges = new Map<Class, Judge>();
  const judgeOf = (known: ClassPlan): Judge => {
    const before = judges.get(known.target);
    if (before !== undefined) return before;
    const judge = classJudge(known, strictness, surroundings);
    judges.set(known.target, judge);
    return judge;
  };
  const surroundings: Surroundings = {
    judgeOf: (value) => {
      const known = plans.get(value.constructor as Class);
      // Of an instance of a class without rules, class-validator says that it is unknown.
      return known?.hasRules === true ? judgeOf(known) : notKnown();
    },
    hasPlainNames: [...plans.values()].every(({ properties }) =>
      properties.every(({ wireName }) => isPlainText(wireName)),
    ),
  };
  const judge = judgeOf(plan);
  return (instanceOf, readsKnownOnly) => (value) => {
    try {
      const instance = instanceOf(value);
      if (instance === NOT_PROVEN) return undefined;
      const found: Broken[] = [];
      judge(instance as object, "", found, readsKnownOnly);
      return refusedFor(found);
    } catch {
      // Also what an author's constructor, condition or rule throws is told by the libraries.
      return undefined;
    }
  };
}
