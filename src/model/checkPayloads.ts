import type { Class } from "../domain/index.js";
import type { StateViewDefinition } from "./definitions.js";
import type { Diagnostic } from "./diagnostic.js";
import { checkRules, type Role } from "./checkRules.js";
import { checkStates } from "./checkStates.js";
import type { DescribePayload, PayloadDescription, PropertyDescription } from "./payload.js";
import { isReadByType } from "./payload.js";
import { Problem, type Place } from "./problems/index.js";
import type { DecoratorRecord } from "./records.js";

/**
 * Checks every class that travels as JSON, and the classes nested in them, once each; also those
 * whose own declaration has an error, so that all mistakes are told at once.
 */
export function checkPayloads(
  records: readonly DecoratorRecord[],
  views: readonly StateViewDefinition[],
  describe: DescribePayload,
  report: Diagnostic[],
): void {
  /** With whether its rules matter, which they do only where a holder asks about them. */
  const seen = new Map<Class, boolean>();
  const check = (target: Class, role: Role, where: Place["where"]): void => {
    const before = seen.get(target);
    if (before === true || before === role.isJudged) return;
    seen.set(target, role.isJudged);
    const description = describe(target);
    if (before === undefined) checkTypes(target, role, description, where, report);
    checkRules(target, role, description, where, report);
    for (const property of description.properties) {
      const isJudged = property.rules.some(({ name }) => name === "nestedValidation");
      for (const held of classesIn(property))
        check(held, { of: role.of, nested: true, isJudged, chosenBy: property.chosenBy }, where);
    }
  };
  const command = { of: "command", nested: false, isJudged: true } as const;
  const event = { of: "event", nested: false, isJudged: true } as const;
  const view = { of: "view", nested: false, isJudged: true } as const;
  // Commands first: their rules are the strictest.
  for (const record of records) {
    if (record.decorator === "Command") check(record.target, command, record.where);
  }
  for (const record of records) {
    if (record.decorator === "DomainEvent") check(record.target, event, record.where);
  }
  for (const { handlers, where } of views) {
    for (const { payload } of handlers.values()) {
      if (payload !== undefined) check(payload, event, where);
    }
  }
  for (const record of records) {
    if (record.decorator !== "Codec") continue;
    const { prototype, member, where } = record;
    report.push(
      Problem.noPairOfFunctions({ className: prototype.constructor.name, member, where }),
    );
  }
  for (const record of records) {
    if (record.decorator !== "StateView" || record.options.codec !== undefined) continue;
    check(record.target, view, record.where);
  }
  checkStates(records, describe, report);
}

/** Where a discriminator chooses, nothing is of the class that it stands beside. */
function classesIn({ type, choices = [] }: PropertyDescription): readonly Class[] {
  const held: readonly unknown[] = choices.length > 0 ? choices : [type];
  return held.filter(
    (one): one is Class => typeof one === "function" && !isReadByType(one as Class),
  );
}

function checkTypes(
  target: Class,
  role: Role,
  {
    properties,
    lostTypes,
    unmadeTypes,
    throwingTypes = [],
    choiceProblems,
    notCompiled,
    gaps = [],
    refusingRules = [],
    typeGaps = [],
    unmade,
  }: PayloadDescription,
  where: Place["where"],
  report: Diagnostic[],
): void {
  const className = target.name;
  for (const lost of lostTypes) {
    report.push(Problem.lostType({ className, member: lost.property, where }, lost));
  }
  for (const unmade of unmadeTypes) {
    report.push(Problem.unmadeType({ className, member: unmade.property, where }, unmade));
  }
  for (const throwing of throwingTypes) {
    report.push(Problem.throwingType({ className, member: throwing.property, where }, throwing));
  }
  for (const choice of choiceProblems?.(role.of) ?? []) {
    report.push(Problem.otherChoice({ className, member: choice.property, where }, choice));
  }
  if (notCompiled !== undefined && unmadeTypes.length === 0 && unmade === undefined)
    report.push(
      Problem.notCompiled({ className, member: notCompiled.property, where }, notCompiled),
    );
  for (const { property, schemaProblem } of properties) {
    if (schemaProblem !== undefined)
      report.push(Problem.noSchema({ className, member: property, where }, schemaProblem));
  }
  for (const { property, rules } of properties) {
    if (rules.some(({ name }) => name === "isTimeZone"))
      report.push(Problem.ruleWithoutIntl({ className, member: property, where }));
  }
  for (const refusing of refusingRules)
    report.push(Problem.refusingRule({ className, member: refusing.property, where }, refusing));
  // State is written by its own view.
  if (role.of === "view") return;
  for (const gap of gaps)
    report.push(Problem.ruleGap({ className, member: gap.property, where }, gap));
  for (const gap of typeGaps)
    report.push(Problem.typeGap({ className, member: gap.property, where }, gap));
  if (unmade !== undefined && !role.nested)
    report.push(Problem.unmadeClass({ className, where }, role.of, unmade));
}
