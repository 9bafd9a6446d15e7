import type { DatabaseQuery, QueryRange, Timestamp } from "../domain/index.js";
import { DatabaseError } from "./databaseError.js";
import type { StoredEvent } from "./storedEvent.js";

/**
 * The events that a query asks for, of those that its database sees (in revision order).
 * @throws DatabaseError for a limit that is no count.
 */
export function select(events: Iterable<StoredEvent>, query: DatabaseQuery): StoredEvent[] {
  const { selector, range, direction = "forward", limit } = query;
  // The platform's limit has 32 bits, unsigned; `slice` would take a negative one from the end.
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) {
    throw new DatabaseError(
      "invalid-argument",
      `a query's limit must be an integer from 0, got ${String(limit)}`,
    );
  }
  const found: StoredEvent[] = [];
  for (const event of events)
    if (isWithin(range, event) && selector.matches(event)) found.push(event);
  if (range?.by === "effective-time") found.sort(byEffectiveTime);
  if (direction === "reverse") found.reverse();
  return limit === undefined ? found : found.slice(0, limit);
}

/** The events that take effect at or before the instant. */
export function* effectiveUpTo(
  events: Iterable<StoredEvent>,
  instant: Timestamp | undefined,
): Generator<StoredEvent> {
  for (const event of events) {
    if (instant === undefined || event.effectiveTime.compare(instant) <= 0) yield event;
  }
}

/** Effective-time order; revision breaks ties. */
export function byEffectiveTime(a: StoredEvent, b: StoredEvent): number {
  return a.effectiveTime.compare(b.effectiveTime) || Number(a.revision - b.revision);
}

/** `startAt` is a lower bound in both directions; bounds are inclusive. */
function isWithin(range: QueryRange | undefined, event: StoredEvent): boolean {
  if (range === undefined) return true;
  if (range.by === "revision")
    return range.startAt === undefined || event.revision >= range.startAt;
  const { startAt, endAt } = range;
  if (endAt !== undefined && event.effectiveTime.compare(endAt) > 0) return false;
  if (startAt === undefined) return true;
  return (
    (event.effectiveTime.compare(startAt.timestamp) || Number(event.revision - startAt.revision)) >=
    0
  );
}
