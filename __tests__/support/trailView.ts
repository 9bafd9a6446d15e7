import type { LocalStateView } from "../../src/database/index.js";
import {
  Selector,
  type AttributeKind,
  type EventSelector,
  type RenderedStateView,
} from "../../src/domain/index.js";
import { jsonBytes, parsed } from "./stateContent.js";

/**
 * A view whose state is the list of the ids that it folded, in the order in which they came, so that
 * an event that is left out, folded twice or folded too early shows.
 */
export function trailView(given: Partial<LocalStateView> = {}): LocalStateView {
  const selector: EventSelector = given.selector ?? Selector.stream("ab");
  return {
    name: "trail",
    version: 1n,
    selector,
    parameters: parametersOf(selector),
    temporality: "revision",
    contentType: "application/json",
    contentSchema: undefined,
    componentHash: "trail",
    evolve: (stored, events) => jsonBytes([...trailOf(stored), ...events.map(({ id }) => id)]),
    ...given,
  };
}

/** The ids that were folded. */
export function trailOf(view: Pick<RenderedStateView, "content"> | undefined): readonly string[] {
  return (parsed(view?.content) ?? []) as readonly string[];
}

function parametersOf(selector: EventSelector): ReadonlyMap<string, AttributeKind> {
  return new Map(
    [...selector.parameters()].map(([name, [kind]]) => {
      if (kind === undefined) throw new Error(`the parameter ${name} stands nowhere`);
      return [name, kind];
    }),
  );
}
