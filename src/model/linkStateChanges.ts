import { nameProblem, type Class } from "../domain/index.js";
import type { StateChangeDefinition } from "./definitions.js";
import { checkedOptions } from "./checkedOptions.js";
import type { Diagnostic } from "./diagnostic.js";
import { COMMAND_OPTIONS, DECIDE_OPTIONS } from "./optionRules.js";
import { Problem, type Place } from "./problems/index.js";
import type { DecideRecord, DecoratorRecord } from "./records.js";
import { declares, isOverridden } from "./inheritance.js";

/** The state changes that the records declare: commands with the methods that decide them. */
export function linkStateChanges(
  records: readonly DecoratorRecord[],
  report: Diagnostic[],
): StateChangeDefinition[] {
  const commands = records.filter((record) => record.decorator === "Command");
  const decisions = records.filter((record) => record.decorator === "Decide");
  const taken = new Set<DecideRecord>();
  const byName = new Map<string, Place>();
  const linked = commands.flatMap(({ target, name, options, where }): StateChangeDefinition[] => {
    const place = { className: target.name, where };
    const before = report.length;
    checkedOptions("Command", options, COMMAND_OPTIONS, place, report);
    const first = byName.get(name);
    if (first !== undefined) report.push(Problem.duplicateName(place, "command", name, first));
    else byName.set(name, place);
    const problem = nameProblem("state change", name);
    if (problem !== undefined) report.push(Problem.invalidName(place, problem));

    const all = decisions.filter((decision) => decidesFor(decision, target));
    for (const decision of all) taken.add(decision);
    const [decision, second] = all.filter((own) => !isOverridden(own, target, all));
    if (second !== undefined && decision !== undefined) {
      report.push(Problem.twoDecisions(placeOf(second), placeOf(decision)));
    }
    if (decision === undefined) report.push(Problem.noDecision(place));
    if (decision !== undefined)
      checkedOptions("Decide", decision.options, DECIDE_OPTIONS, placeOf(decision), report);
    if (decision === undefined || report.length > before) return [];
    const outside = decision.command !== undefined;
    const decider = outside ? (decision.prototype.constructor as Class) : target;
    return [
      {
        name,
        command: target,
        options,
        decision: {
          target: decider,
          method: decision.member,
          outside,
          consistency: decision.options.consistency ?? "derived",
        },
        where,
      },
    ];
  });
  for (const decision of decisions) {
    if (!taken.has(decision))
      report.push(Problem.decisionWithoutCommand(placeOf(decision), homeless(decision)));
    if (decision.returnType === Promise) report.push(Problem.asyncDecision(placeOf(decision)));
  }
  return linked;
}

function decidesFor({ command, prototype }: DecideRecord, target: Class): boolean {
  return command === undefined ? declares(target, prototype) : command.of === target;
}

function homeless({ command }: DecideRecord): string {
  if (command === undefined) return "@Decide() stands in a class that is no command.";
  if (command.of === undefined) return "@Decide names a class that is undefined.";
  return `@Decide names ${command.of.name}, which is no command.`;
}

function placeOf({ prototype, member, where }: DecideRecord): Place {
  return { className: prototype.constructor.name, member, where };
}
