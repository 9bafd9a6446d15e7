import type { Class } from "../domain/index.js";
import type { StateViewDefinition } from "./definitions.js";
import type { Diagnostic } from "./diagnostic.js";
import type { DescribePayload, PayloadDescription } from "./payload.js";
import { isReadByType } from "./payload.js";
import { checkStates } from "./checkStates.js";
import { Problem, type Place } from "./problems/index.js";
import type { DecoratorRecord } from "./records.js";

/** What a class travels as, by itself or nested in one that does. */
interface Role {
  readonly of: "command" | "event" | "view";
  readonly nested: boolean;
}

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
  const seen = new Set<Class>();
  const check = (target: Class, role: Role, where: Place["where"]): void => {
    if (seen.has(target)) return;
    seen.add(target);
    const description = describe(target);
    checkPayload(target, role, description, where, report);
    for (const { type } of description.properties) {
      if (type !== undefined && !isReadByType(type)) check(type, { ...role, nested: true }, where);
    }
  };
  const command = { of: "command", nested: false } as const;
  const event = { of: "event", nested: false } as const;
  const view = { of: "view", nested: false } as const;
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

function checkPayload(
  target: Class,
  role: Role,
  {
    properties,
    lostTypes,
    unmadeTypes,
    notCompiled,
    ownFields = [],
    gaps = [],
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
  if (notCompiled !== undefined && unmadeTypes.length === 0)
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
  // State is written by its own view.
  if (role.of !== "view")
    for (const gap of gaps)
      report.push(Problem.ruleGap({ className, member: gap.property, where }, gap));
  // A class without any described property has none, or none that is decorated: the build's scan of
  // the sources tells the two apart. State is the author's own and needs no rules.
  if (role.of === "view" || properties.length === 0) return;
  if (properties.every(({ rules }) => rules.length === 0)) {
    report.push(Problem.noRules({ className, where }, role.nested ? "nested class" : role.of));
    return;
  }
  if (role.of !== "command") return;
  for (const member of ownFields) report.push(Problem.ownField({ className, member, where }));
  for (const { property, rules } of properties) {
    if (rules.length === 0 && !ownFields.includes(property))
      report.push(Problem.propertyWithoutRule({ className, member: property, where }));
  }
}
