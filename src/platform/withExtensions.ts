import type { Extensions, ProspectiveEvent } from "../domain/index.js";

/** The events with extensions beside their own; what an event says itself stands. */
export function withExtensions(
  events: readonly ProspectiveEvent[],
  extensions: Extensions | undefined,
): readonly ProspectiveEvent[] {
  if (extensions === undefined || extensions.size === 0) return events;
  return events.map((event) => ({
    ...event,
    extensions: new Map([...extensions, ...(event.extensions ?? [])]),
  }));
}
