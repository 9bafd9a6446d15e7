import type { LocalStateView, PublishedStateView } from "../database/index.js";
import { StateChangeError } from "../domain/index.js";
import type { Definitions, StateViewDefinition } from "../model/definitions.js";
import { stateChange, stateView, type StateChange } from "../runtime/index.js";
import { DeterminismGuard } from "./determinismGuard.js";
import type { Level } from "./level.js";

/** A level that also tells what it had to stop. */
export interface InProcessLevel extends Level {
  readonly guard: DeterminismGuard;
  /** Begins a specification: ids of events are counted from 1 again. */
  begin(): void;
}

/** Runs the classes themselves. */
export function inProcess(definitions: Definitions): InProcessLevel {
  const guard = new DeterminismGuard();
  let ids = 0;
  const newEventId = (): string =>
    `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`;
  const changes = new Map<string, StateChange>();
  return {
    name: "in process",
    guard,
    begin: () => {
      ids = 0;
      guard.takeFinding();
    },
    stateViews: definitions.stateViews.map((view) => localStateView(view, guard)),
    decide: (database, command, metadata) => {
      const { stateChangeName: name } = metadata;
      const definition = definitions.stateChanges.find((change) => change.name === name);
      if (definition === undefined)
        throw StateChangeError.notFound(`there is no state change ${name}`);
      const authorCode = guard.watching("decision");
      const change =
        changes.get(name) ?? stateChange(definition, definitions, { newEventId, authorCode });
      changes.set(name, change);
      return change.decide(database, command, metadata);
    },
  };
}

/** The view as a database renders it. */
export function localStateView(
  definition: StateViewDefinition,
  guard = new DeterminismGuard(),
): LocalStateView {
  const view = stateView(definition, { authorCode: guard.watching("view") });
  return {
    ...publishedStateView(definition),
    evolve: (stored, events) => view.evolve(stored, events),
  };
}

let classes = 0;

/** The view as it would be published, but for its component: each call stands for another one. */
export function publishedStateView(definition: StateViewDefinition): PublishedStateView {
  const { name, version, selector, parameters, options, contentType } = definition;
  return {
    name,
    version: BigInt(version),
    selector,
    parameters,
    temporality: options.temporality ?? "revision",
    contentType,
    contentSchema: options.contentSchema,
    componentHash: `class ${String((classes += 1))}`,
  };
}
