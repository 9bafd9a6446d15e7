import type { PropertyPlan } from "../plan/plan.js";
import { ruleCode } from "../rules/knownRule.js";
import { expressionOf } from "../rules/ruleCode.js";
import { Constants } from "../source/constants.js";

/**
 * True only of values that keep all rules of the property, in one call: most properties of what is refused are
 * as they should be. `undefined` where a rule has no code, or looks at more than the value.
 */
export function allRules({
  rules,
  optional,
  conditions,
  nested,
}: PropertyPlan): ((value: unknown) => unknown) | undefined {
  if (nested || conditions.length > 0) return undefined;
  const constants = new Constants();
  const tests: string[] = [];
  for (const rule of rules) {
    const code = ruleCode(rule, constants);
    if (code === undefined || rule.each || rule.validateIf !== undefined) return undefined;
    tests.push(expressionOf(code));
  }
  const kept = tests.length === 0 ? "true" : tests.map((test) => `(${test})`).join(" && ");
  const absent = optional ? "x === undefined || x === null || " : "";
  return constants.evaluate(["x"], `return ${absent}${kept};`);
}
