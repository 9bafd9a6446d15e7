import type { Class } from "../domain/index.js";
import type { Diagnostic } from "./diagnostic.js";
import type { PayloadDescription } from "./payload.js";
import { Problem, type Place } from "./problems/index.js";

/** What a class travels as, by itself or nested in one that does. */
export interface Role {
  readonly of: "command" | "event" | "view";
  readonly nested: boolean;
  /** Whether class-validator is asked about its instances: of nested ones only with `@ValidateNested`. */
  readonly isJudged: boolean;
  /** The property by which a discriminator chooses the class: its holder is told if it is refused. */
  readonly chosenBy?: string | undefined;
}

/** Checks that what may stand in instances has rules, so far as it would be refused without. */
export function checkRules(
  target: Class,
  role: Role,
  { properties, ownFields = [], bareFields = [] }: PayloadDescription,
  where: Place["where"],
  report: Diagnostic[],
): void {
  const className = target.name;
  // A holder's rules are asked again when a state is read.
  const isRefusedWithout = role.nested && role.isJudged;
  if (role.of === "view" && !isRefusedWithout) return;
  if (properties.every(({ rules }) => rules.length === 0)) {
    // A class without any described property has none, or none that is decorated: of one that is not
    // nested the build's scan of the sources tells the two apart.
    if (isRefusedWithout || (role.of !== "view" && properties.length > 0))
      tell(Problem.noRules({ className, where }, role.nested ? "nested class" : role.of), report);
    return;
  }
  if (role.of !== "command") return;
  for (const member of ownFields) tell(Problem.ownField({ className, member, where }), report);
  for (const { property, rules } of properties) {
    if (rules.length === 0 && !ownFields.includes(property))
      tell(Problem.propertyWithoutRule({ className, member: property, where }), report);
  }
  for (const { member, declaredBy } of bareFields) {
    if (member !== role.chosenBy)
      tell(Problem.propertyWithoutRule({ className: declaredBy, member, where }), report);
  }
}

/** A class that is looked at twice, and a base class of several, have each mistake once. */
function tell(problem: Diagnostic, report: Diagnostic[]): void {
  const isTold = report.some(
    ({ code, className, member }) =>
      code === problem.code && className === problem.className && member === problem.member,
  );
  if (!isTold) report.push(problem);
}
