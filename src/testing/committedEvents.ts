import type { ProspectiveEvent, Timestamp } from "../domain/index.js";
import { compareValues } from "./compareValues.js";
import { differs, type Row } from "./comparison.js";
import { prospectiveFromJson } from "./cloudEventText.js";
import { eventValue } from "./eventValue.js";

type Json = Readonly<Record<string, unknown>>;

/** What a decision was to lead to, or what it has led to. */
export interface Told {
  readonly events: readonly ProspectiveEvent[];
  /** When the command was received, or at the latest: when its events were recorded. */
  readonly at: Timestamp;
}

/** What a server adds to an event. */
const ADDED = new Set(["sequence", "recordedtime"]);

/** A stored event, without what the server has added to it. */
export function committedFromJson(json: Json): ProspectiveEvent {
  const own = Object.fromEntries(Object.entries(json).filter(([name]) => !ADDED.has(name)));
  const source = typeof own["source"] === "string" ? own["source"] : "";
  return prospectiveFromJson({ ...own, source: source.replace(/^.*?\/streams\//, "") });
}

/**
 * Where the events that were committed are others than the decision was to lead to, in whatever the two
 * can have in common: an id that was drawn, and the time of receipt, are new each time.
 */
export function otherwiseCommitted(decided: Told, committed: Told): readonly Row[] {
  const count = Math.max(decided.events.length, committed.events.length);
  return Array.from({ length: count }, (_, index) => {
    const [left, right] = [decided.events[index], committed.events[index]];
    const drawn = isDrawn(left?.id) && isDrawn(right?.id);
    const received = isReceived(left, decided) && wasReceived(right, committed);
    const shown = (event: ProspectiveEvent | undefined): object | undefined =>
      event && eventValue({ ...event, time: received ? undefined : event.time }, !drawn);
    return compareValues(shown(left), shown(right), "exact").map((row) => ({
      ...row,
      path: `event ${String(index + 1)} ${row.path}`,
    }));
  })
    .flat()
    .filter(differs);
}

/** A random UUID (RFC 9562 §5.4). */
const isDrawn = (id: string | undefined): boolean =>
  /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id ?? "");

const isReceived = (event: ProspectiveEvent | undefined, { at }: Told): boolean =>
  event?.time?.equals(at) === true;

/** The longest that a server may take to decide; its clock alone is asked. */
const LONGEST = 600n;

const wasReceived = (event: ProspectiveEvent | undefined, { at }: Told): boolean =>
  event?.time !== undefined &&
  event.time.compare(at) <= 0 &&
  at.seconds - event.time.seconds <= LONGEST;
