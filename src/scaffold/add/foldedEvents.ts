import { ScaffoldError } from "../scaffoldError.js";
import type { FoundEvent } from "./eventsIn.js";
import { wordsOf, type Names } from "./names.js";

/**
 * The events that a new view folds: those that are named, by type or class; or else those whose types
 * begin with the view's first word; or else the first one.
 * @throws ScaffoldError where there are none.
 */
export function foldedEvents(
  { kebab }: Names,
  events: readonly FoundEvent[],
  named: readonly string[],
): readonly FoundEvent[] {
  if (events.length === 0)
    throw new ScaffoldError("a view folds events, and there are none yet; add an event first");
  if (named.length > 0) return [...new Set(named)].map((name) => eventNamed(name, events));
  const [word] = wordsOf(kebab);
  const related = events.filter(({ type }) => wordsOf(type)[0] === word);
  return related.length > 0 ? related : events.slice(0, 1);
}

/** By its type or class, or by the name of its module; with whatever signs between the words. */
function eventNamed(name: string, events: readonly FoundEvent[]): FoundEvent {
  const namesOf = ({ type, className }: FoundEvent): readonly string[] => [type, className];
  const exact = events.find((event) => namesOf(event).includes(name));
  if (exact !== undefined) return exact;
  const [one, another] = events.filter((event) => namesOf(event).map(bare).includes(bare(name)));
  if (one !== undefined && another === undefined) return one;
  const known = events.map(({ type, className }) => `${type} (${className})`).join(", ");
  throw new ScaffoldError(
    `there is ${one === undefined ? "no" : "more than one"} event ${name}; the events are ${known}`,
  );
}

const bare = (name: string): string => name.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
