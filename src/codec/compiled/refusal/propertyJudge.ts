import type { PropertyPlan } from "../plan/plan.js";
import type { Broken } from "./broken.js";
import type { Judge } from "./judge.js";
import { hasTwins, type NamedRule } from "./namedRule.js";
import { notKnown } from "./notKnown.js";

/**
 * Adds all that is broken in a property of an instance, rule by rule.
 * @param inside - adds what is broken within its value.
 */
export function propertyJudge(
  plan: PropertyPlan,
  rules: readonly NamedRule[],
  inside: Judge | undefined,
): Judge {
  const { property } = plan;
  const judgeRules = hasTwins(rules) ? judgeTwins : judgeEach;
  return (object, path, found, known) => {
    const value = (object as Readonly<Record<string, unknown>>)[property];
    if (!isChecked(plan, object, value)) return;
    judgeRules(rules, value, object, path, found);
    // An empty name is none to class-validator.
    if (property === "") notKnown();
    inside?.(object, path, found, known);
  };
}

type JudgeRules = (
  rules: readonly NamedRule[],
  value: unknown,
  object: object,
  path: string,
  found: Broken[],
) => void;

const judgeEach: JudgeRules = (rules, value, object, path, found) => {
  // Without an iterator, which takes as long as some rules.
  for (let index = 0, rule = rules[0]; rule !== undefined; rule = rules[++index]) {
    const broken = brokenBy(rule, value, object, path);
    if (broken !== undefined) found.push(broken);
  }
};

const judgeTwins: JudgeRules = (rules, value, object, path, found) => {
  const said = new Map<string, Broken>();
  for (const rule of rules) {
    const broken = brokenBy(rule, value, object, path);
    if (broken !== undefined) said.set(rule.name, broken);
  }
  found.push(...said.values());
};

function brokenBy(
  rule: NamedRule,
  value: unknown,
  object: object,
  path: string,
): Broken | undefined {
  const text = rule.judge(value, object);
  if (text === undefined) return undefined;
  return path === "" && rule.atRoot !== undefined ? rule.atRoot : rule.brokenIn(path, text);
}

/** class-validator asks every condition, whatever the others say. */
function isChecked(
  { conditions, optional }: PropertyPlan,
  object: object,
  value: unknown,
): boolean {
  if (conditions.length > 0) {
    const hold = conditions.map((condition) => condition(object, value)).every(Boolean);
    if (!hold) return false;
  }
  return !(optional && (value === undefined || value === null));
}
