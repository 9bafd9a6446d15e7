import type { Class } from "../../../domain/index.js";
import type { PropertyPlan } from "../plan/plan.js";
import { ruleCode } from "../rules/knownRule.js";
import { expressionOf } from "../rules/ruleCode.js";
import { checkSource } from "../source/checkSource.js";
import { member, type Constants } from "../source/constants.js";
import type { Judge, Surroundings } from "./judge.js";
import { judgeNested, saysOften } from "./judgeNested.js";
import { hasTwins, namedRules, type NamedRule } from "./namedRule.js";
import { notKnown } from "./notKnown.js";
import { propertyJudge } from "./propertyJudge.js";

/**
 * Statements that judge a property of an instance. Most properties of what is refused are as they should be, which
 * code sees at once; what the others break is found out rule by rule.
 * @param index - tells the property from others of the class.
 */
export function propertySource(
  target: Class,
  plan: PropertyPlan,
  index: string,
  constants: Constants,
  surroundings: Surroundings,
): readonly string[] {
  const rules = namedRules(plan, surroundings);
  const called = (prefix: string, judge: Judge): string =>
    `${constants.name(prefix, judge)}(o, path, found, known);`;
  const isSpecial = saysOften(target, plan.property);
  const inside = isSpecial ? notKnown : plan.nested ? judgeNested(plan, surroundings) : undefined;
  const oneByOne = (): string => called("judge", propertyJudge(plan, rules, inside));
  const { early, late } = checkSource(plan, constants, `break broken${index};`);
  if (late.length > 0 || plan.conditions.length > 0 || isSpecial) return [oneByOne()];
  const nested = inside === undefined ? [] : [called("nested", inside)];
  if (early.length === 0) return nested;
  const isSimple = inside === undefined && plan.property !== "" && rules.every(isFixed);
  return [
    `kept${index}: {`,
    `broken${index}: {`,
    `x = o${member(plan.property)};`,
    ...early,
    ...nested,
    `break kept${index};`,
    "}",
    ...(isSimple && !hasTwins(rules)
      ? rules.map((rule) => ruleSource(rule, constants))
      : [oneByOne()]),
    "}",
  ];
}

const isFixed = ({ rule, fixed }: NamedRule): boolean =>
  fixed !== undefined && !rule.each && rule.validateIf === undefined;

/** Of a rule with code that says the same of every value that breaks it. */
function ruleSource(
  { rule, fixed = "", asks, atRoot, brokenIn }: NamedRule,
  constants: Constants,
): string {
  const code = ruleCode(rule, constants);
  const kept = code === undefined ? "false" : expressionOf(code);
  const asked = `!${constants.name("ask", asks)}(x)`;
  const broken = `path === "" ? ${constants.name("broken", atRoot)} : ${constants.name("brokenIn", brokenIn)}(path, ${JSON.stringify(fixed)})`;
  return `if (!(${kept}) && ${asked}) found.push(${broken});`;
}
