import { checkPayloads } from "./checkPayloads.js";
import type { Definitions } from "./definitions.js";
import type { Diagnostic } from "./diagnostic.js";
import { linkEvents } from "./linkEvents.js";
import { linkStateChanges } from "./linkStateChanges.js";
import { linkStateViews } from "./linkStateViews.js";
import type { DescribePayload } from "./payload.js";
import { Problem } from "./problems/index.js";
import type { DecoratorRecord } from "./records.js";
import type { Registry } from "./registry.js";

/**
 * Links what the decorators recorded into definitions, and finds everything that is wrong with them.
 * Never throws; what has an error is left out of the definitions.
 */
export function link(
  { records, copies, viewVersions }: Pick<Registry, "records" | "copies" | "viewVersions">,
  describe: DescribePayload,
): Definitions {
  const diagnostics: Diagnostic[] = [];
  if (copies.size > 1) diagnostics.push(Problem.loadedTwice([...copies.values()]));
  reportMisplaced(records, diagnostics);
  const linkedEvents = linkEvents(records, diagnostics);
  const { events } = linkedEvents;
  const stateViews = linkStateViews(records, linkedEvents, diagnostics, viewVersions);
  const stateChanges = linkStateChanges(records, diagnostics);
  checkPayloads(records, stateViews, describe, diagnostics);
  const eventByClass = new Map<unknown, (typeof events)[number]>(
    events.map((event) => [event.target, event]),
  );
  const viewByClass = new Map<unknown, (typeof stateViews)[number]>(
    stateViews.map((view) => [view.target, view]),
  );
  return {
    events,
    stateViews,
    stateChanges,
    eventOf: (target) => eventByClass.get(target),
    stateViewOf: (target) => viewByClass.get(target),
    diagnostics,
  };
}

function reportMisplaced(records: readonly DecoratorRecord[], report: Diagnostic[]): void {
  for (const record of records) {
    if (record.decorator !== "misplaced") continue;
    const place = { className: record.className, member: record.member, where: record.where };
    report.push(
      record.because === "standard-decorators"
        ? Problem.standardDecorators(place, record.name)
        : Problem.misplaced(place, record),
    );
  }
}
