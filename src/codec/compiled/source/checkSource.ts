import type { RuleMetadata } from "../../classValidator.js";
import type { Constants } from "./constants.js";
import { ruleCode } from "../rules/knownRule.js";
import type { PropertyPlan } from "../plan/plan.js";
import { GUARDS, type Guard, type RuleCode } from "../rules/ruleCode.js";
import { askAlone, askWithObject } from "../rules/validators.js";

/** The checks of one property as statements about `x`; they leave it where one fails. */
export interface CheckSource {
  /** Those that look at the value alone. */
  readonly early: readonly string[];
  /** Those that may look at the finished instance, `o`. */
  readonly late: readonly string[];
  /** Whether what passes is no object. */
  readonly scalar: boolean;
  /** Whether what passes is not undefined. */
  readonly defined: boolean;
}

/** @param otherwise - the statement that leaves. */
export function checkSource(
  plan: PropertyPlan,
  constants: Constants,
  otherwise = "return NOT_PROVEN;",
): CheckSource {
  const rules = plan.rules.map((rule) => ({ rule, code: ruleCode(rule, constants) }));
  const isEarly = ({ rule, code }: (typeof rules)[number]): boolean =>
    code !== undefined && rule.validateIf === undefined && plan.conditions.length === 0;
  const early = rules.filter(isEarly);
  const late = rules.filter((known) => !isEarly(known));
  const whole = early.filter(({ rule }) => !rule.each).flatMap(({ code }) => code ?? []);
  return {
    early: optionally(plan, statements(early, constants, otherwise)),
    late: conditionally(plan, statements(late, constants, otherwise), constants),
    scalar: whole.some(
      ({ guard, primitive }) => primitive ?? (guard !== undefined && guard !== "array"),
    ),
    defined: !plan.optional && whole.some(({ guard, defined }) => defined ?? guard !== undefined),
  };
}

interface Known {
  readonly rule: RuleMetadata;
  readonly code: RuleCode | undefined;
}

function statements(rules: readonly Known[], constants: Constants, otherwise: string): string[] {
  const ofElements = rules.filter(({ rule }) => rule.each);
  const ofWhole = rules.filter(({ rule }) => !rule.each);
  const lines = statementsOf(ofWhole, constants, otherwise);
  if (ofElements.length === 0) return lines;
  return [
    ...lines,
    "whole = x;",
    "list = x instanceof Set || x instanceof Map ? [...x.values()] : x;",
    `if (!Array.isArray(list)) ${otherwise}`,
    "for (var e = 0; e < list.length; e++) {",
    "x = list[e];",
    ...statementsOf(ofElements, constants, otherwise),
    "}",
  ];
}

function statementsOf(rules: readonly Known[], constants: Constants, otherwise: string): string[] {
  const proven = new Set<Guard>();
  // What a value is, before what it holds.
  const ordered = [...rules].sort(
    (a, b) => Number(a.code?.test !== undefined) - Number(b.code?.test !== undefined),
  );
  return ordered.flatMap(({ rule, code }) => {
    if (rule.validateIf !== undefined) {
      const condition = constants.name("condition", rule.validateIf);
      return [
        `if (${condition}(o, ${wholeOf(rule)})) {`,
        ...statementsFor(rule, code, new Set(), constants, otherwise),
        "}",
      ];
    }
    return statementsFor(rule, code, proven, constants, otherwise);
  });
}

/** What class-validator tells as the value: all of it, also where each element is asked about. */
const wholeOf = ({ each }: RuleMetadata): string => (each ? "whole" : "x");

function statementsFor(
  rule: RuleMetadata,
  code: RuleCode | undefined,
  proven: Set<Guard>,
  constants: Constants,
  otherwise: string,
): string[] {
  if (code === undefined)
    return [
      `if (!${constants.name("ask", askWithObject(rule))}(x, o, ${wholeOf(rule)})) ${otherwise}`,
    ];
  const lines: string[] = [];
  if (code.guard !== undefined && !proven.has(code.guard)) {
    proven.add(code.guard);
    lines.push(`if (!(${GUARDS[code.guard]})) ${otherwise}`);
  }
  if (code.test !== undefined) {
    const ask = code.exact ? "" : ` && !${constants.name("ask", askAlone(rule))}(x)`;
    lines.push(`if (!(${code.test})${ask}) ${otherwise}`);
  }
  return lines;
}

function optionally({ optional }: PropertyPlan, lines: readonly string[]): readonly string[] {
  if (!optional || lines.length === 0) return lines;
  return ["if (x !== undefined && x !== null) {", ...lines, "}"];
}

function conditionally(
  plan: PropertyPlan,
  lines: readonly string[],
  constants: Constants,
): readonly string[] {
  if (plan.conditions.length === 0) return optionally(plan, lines);
  // class-validator asks every condition, whatever the others say: one of them may throw.
  const asked = plan.conditions.map(
    (condition) => `holds = ${constants.name("condition", condition)}(o, x) && holds;`,
  );
  return [
    "holds = true;",
    ...asked,
    ...(lines.length === 0 ? [] : optionally(plan, ["if (holds) {", ...lines, "}"])),
  ];
}
