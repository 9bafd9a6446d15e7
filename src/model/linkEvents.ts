import {
  identifierProblem,
  nameProblem,
  prospectiveEventProblem,
  type Class,
} from "../domain/index.js";
import type { DomainEventDefinition } from "./definitions.js";
import type { Diagnostic } from "./diagnostic.js";
import { declares } from "./inheritance.js";
import { Problem, type Place } from "./problems/index.js";
import type { DecoratorRecord, SubjectRecord } from "./records.js";

export interface LinkedEvents {
  readonly events: readonly DomainEventDefinition[];
  /** Classes whose declaration has an error, which is told there and not again where they are used. */
  readonly faulty: ReadonlySet<Class>;
}

/** The domain events that the records declare. */
export function linkEvents(
  records: readonly DecoratorRecord[],
  report: Diagnostic[],
): LinkedEvents {
  const subjects = records.filter((record) => record.decorator === "Subject");
  const byType = new Map<string, Place>();
  const events: DomainEventDefinition[] = [];
  const faulty = new Set<Class>();
  for (const record of records) {
    if (record.decorator !== "DomainEvent") continue;
    const { target, name: type, options, where } = record;
    const place = { className: target.name, where };
    const first = byType.get(type);
    if (first !== undefined) {
      report.push(Problem.eventTypeClaimedTwice(place, type, first));
      faulty.add(target);
      continue;
    }
    byType.set(type, place);
    const problems = [
      identifierProblem("event type", type),
      options.stream === undefined ? undefined : nameProblem("stream", options.stream),
      options.dataSchema === undefined
        ? undefined
        : prospectiveEventProblem({ dataSchema: options.dataSchema }, ["dataSchema"]),
    ].filter((problem) => problem !== undefined);
    for (const problem of problems) report.push(Problem.invalidName(place, problem));
    if (problems.length > 0) {
      faulty.add(target);
      continue;
    }
    events.push({
      type,
      target,
      options,
      subjectProperty: subjectOf(target, subjects, report),
      where,
    });
  }
  for (const { prototype, member, where } of subjects) {
    const belongs = records.some(
      (record) => record.decorator === "DomainEvent" && declares(record.target, prototype),
    );
    if (!belongs) {
      report.push(
        Problem.subjectOutsideEvent({ className: prototype.constructor.name, member, where }),
      );
    }
  }
  return { events, faulty };
}

function subjectOf(
  target: DomainEventDefinition["target"],
  subjects: readonly SubjectRecord[],
  report: Diagnostic[],
): string | undefined {
  const own = subjects.filter(({ prototype }) => declares(target, prototype));
  const [first, second] = own;
  if (first !== undefined && second !== undefined && second.member !== first.member) {
    const place = { className: target.name, member: second.member, where: second.where };
    report.push(Problem.twoSubjects(place, first.member));
  }
  return first?.member;
}
