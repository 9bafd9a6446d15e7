import type { Class } from "../domain/index.js";
import type {
  DomainEventDefinition,
  StateChangeDefinition,
  StateViewDefinition,
} from "./definitions.js";
import type { Diagnostic } from "./diagnostic.js";
import type { DescribePayload, PayloadDescription } from "./payload.js";
import { Problem, type Place } from "./problems.js";

type Role = "command" | "event" | "view" | "nested class";

/** Checks every class that travels as JSON, and the classes nested in them, once each. */
export function checkPayloads(
  events: readonly DomainEventDefinition[],
  views: readonly StateViewDefinition[],
  changes: readonly StateChangeDefinition[],
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
      if (type !== undefined && !isBuiltIn(type)) check(type, "nested class", where);
    }
  };
  for (const { command, where } of changes) check(command, "command", where);
  for (const { target, where } of events) check(target, "event", where);
  for (const view of views) {
    if (view.codec === undefined) check(view.target, "view", view.where);
    for (const { payload } of view.handlers.values()) {
      if (payload !== undefined) check(payload, "event", view.where);
    }
  }
}

function checkPayload(
  target: Class,
  role: Role,
  { properties, lostTypes }: PayloadDescription,
  where: Place["where"],
  report: Diagnostic[],
): void {
  const className = target.name;
  for (const lost of lostTypes) {
    report.push(Problem.lostType({ className, member: lost.property, where }, lost));
  }
  // A class without any described property has none, or none that is decorated: the build's scan of
  // the sources tells the two apart.
  if (role === "view" || properties.length === 0) return;
  if (properties.every(({ rules }) => rules.length === 0)) {
    report.push(Problem.noRules({ className, where }, role));
    return;
  }
  if (role !== "command") return;
  for (const { property, rules } of properties) {
    if (rules.length === 0)
      report.push(Problem.propertyWithoutRule({ className, member: property, where }));
  }
}

const isBuiltIn = (type: Class): boolean =>
  ([String, Number, Boolean, Date, Object, Array, Map, Set] as unknown[]).includes(type);
