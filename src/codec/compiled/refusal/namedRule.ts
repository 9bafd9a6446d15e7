import { constraintsOf, type RuleMetadata } from "../../classValidator.js";
import { joinPath } from "../../violation.js";
import type { PropertyPlan } from "../plan/plan.js";
import { brokenAt, isPlainText, type Broken } from "./broken.js";
import type { Surroundings } from "./judge.js";
import { ruleJudge, type RuleJudge } from "./ruleJudge.js";

/** A rule under the name by which class-validator keeps what it says. */
export interface NamedRule extends RuleJudge {
  readonly rule: RuleMetadata;
  readonly name: string;
  /** What is broken where the instance is the whole, made once. */
  readonly atRoot: Broken | undefined;
  /** The same where the instance stands at a path, with the text. */
  readonly brokenIn: (path: string, text: string) => Broken;
}

/** The rules of a property in the order in which class-validator asks them. */
export function namedRules(
  { rules, wireName }: PropertyPlan,
  { hasPlainNames }: Surroundings,
): readonly NamedRule[] {
  const definedFirst = [...rules].sort(
    (a, b) => Number(b.type === "isDefined") - Number(a.type === "isDefined"),
  );
  return definedFirst.map((rule) => {
    const given = constraintsOf(rule)[0]?.name ?? "";
    const name = given === "" ? rule.type : given;
    const { fixed, judge, asks } = ruleJudge(rule);
    // Nothing in its text or in a path would have to be escaped.
    const isPlain = hasPlainNames && fixed !== undefined && isPlainText(fixed);
    const brokenIn = (path: string, text: string): Broken =>
      brokenAt(joinPath(path, wireName), name, text, isPlain);
    const atRoot = fixed === undefined ? undefined : frozen(brokenIn("", fixed));
    return { rule, name, fixed, judge, asks, atRoot, brokenIn };
  });
}

/** It is told of many commands. */
const frozen = ({ violation, line }: Broken): Broken =>
  Object.freeze({ violation: Object.freeze(violation), line });

/** Of two rules with one name, class-validator keeps what the later one says. */
export const hasTwins = (rules: readonly NamedRule[]): boolean =>
  new Set(rules.map(({ name }) => name)).size < rules.length;
