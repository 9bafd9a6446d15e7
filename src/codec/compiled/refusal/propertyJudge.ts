import type { Class } from "../../../domain/index.js";
import { constraintsOf, type RuleMetadata } from "../../classValidator.js";
import { joinPath } from "../../violation.js";
import type { PropertyPlan } from "../plan/plan.js";
import { brokenAt, isPlainText, type Broken } from "./broken.js";
import type { Judge, Surroundings } from "./judge.js";
import { judgeNested, saysOften } from "./judgeNested.js";
import { notKnown } from "./notKnown.js";
import { ruleJudge, type RuleJudge } from "./ruleJudge.js";

/** A rule under the name by which class-validator keeps what it says. */
interface NamedRule extends RuleJudge {
  readonly name: string;
  /** What is broken where the instance is the whole, made once. */
  readonly atRoot: Broken | undefined;
  /** Whether nothing in its text or in a path would have to be escaped. */
  readonly isPlain: boolean;
}

/** Adds all that is broken in a property of an instance, rule by rule. */
export function propertyJudge(
  target: Class,
  plan: PropertyPlan,
  surroundings: Surroundings,
): Judge {
  const { property, wireName } = plan;
  const rules = definedFirst(plan.rules).map((rule) => namedRule(rule, wireName, surroundings));
  const judgeRules = hasTwins(rules) ? judgeTwins : judgeEach;
  const inside = plan.nested ? judgeNested(plan, surroundings) : undefined;
  // An empty name is none to class-validator.
  const isSpecial = property === "" || saysOften(target, property);
  return (object, path, found, known) => {
    const value = (object as Readonly<Record<string, unknown>>)[property];
    if (!isChecked(plan, object, value)) return;
    judgeRules(rules, value, object, path, wireName, found);
    if (isSpecial) notKnown();
    inside?.(object, path, found, known);
  };
}

const definedFirst = (rules: readonly RuleMetadata[]): readonly RuleMetadata[] =>
  [...rules].sort((a, b) => Number(b.type === "isDefined") - Number(a.type === "isDefined"));

function namedRule(
  rule: RuleMetadata,
  wireName: string,
  { hasPlainNames }: Surroundings,
): NamedRule {
  const name = constraintsOf(rule)[0]?.name ?? "";
  const judge = ruleJudge(rule);
  const isPlain = hasPlainNames && judge.fixed !== undefined && isPlainText(judge.fixed);
  const named = { ...judge, name: name === "" ? rule.type : name, isPlain };
  const { fixed } = judge;
  if (fixed === undefined) return { ...named, atRoot: undefined };
  const { violation, line } = brokenAt(joinPath("", wireName), named.name, fixed, false);
  return { ...named, atRoot: Object.freeze({ violation: Object.freeze(violation), line }) };
}

/** Of two rules with one name, class-validator keeps what the later one says. */
const hasTwins = (rules: readonly NamedRule[]): boolean =>
  new Set(rules.map(({ name }) => name)).size < rules.length;

type JudgeRules = (
  rules: readonly NamedRule[],
  value: unknown,
  object: object,
  path: string,
  wireName: string,
  found: Broken[],
) => void;

const judgeEach: JudgeRules = (rules, value, object, path, wireName, found) => {
  // Without an iterator, which takes as long as some rules.
  for (let index = 0, rule = rules[0]; rule !== undefined; rule = rules[++index]) {
    const text = rule.judge(value, object);
    if (text !== undefined) found.push(brokenBy(rule, text, path, wireName));
  }
};

const judgeTwins: JudgeRules = (rules, value, object, path, wireName, found) => {
  const said = new Map<string, Broken>();
  for (const rule of rules) {
    const text = rule.judge(value, object);
    if (text !== undefined) said.set(rule.name, brokenBy(rule, text, path, wireName));
  }
  found.push(...said.values());
};

function brokenBy(rule: NamedRule, text: string, path: string, wireName: string): Broken {
  if (path === "" && rule.atRoot !== undefined) return rule.atRoot;
  return brokenAt(joinPath(path, wireName), rule.name, text, rule.isPlain);
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
