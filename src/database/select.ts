import { checkLimit } from "./checkLimit.js";
import { byEffectiveTime, compareToCursor } from "./effectiveOrder.js";
import type { LogQuery } from "./ports/index.js";
import type { StoredEvent } from "./storedEvent.js";

/**
 * What a query gives of a list in revision order; of a log, its reader knows it without looking at all.
 * @throws DatabaseError for a limit that is no count.
 */
export function select(events: readonly StoredEvent[], query: LogQuery): StoredEvent[] {
  checkLimit(query.limit);
  const found = events.filter((event) => isMeant(event, query));
  if (query.order === "effective-time") found.sort(byEffectiveTime);
  if (query.direction === "reverse") found.reverse();
  return query.limit === undefined ? found : found.slice(0, query.limit);
}

function isMeant(event: StoredEvent, query: LogQuery): boolean {
  const { selector, after, upTo, effectiveFrom, effectiveUpTo } = query;
  return (
    (after === undefined || event.revision > after) &&
    (upTo === undefined || event.revision <= upTo) &&
    (effectiveFrom === undefined || compareToCursor(event, effectiveFrom) >= 0) &&
    (effectiveUpTo === undefined || event.effectiveTime.compare(effectiveUpTo) <= 0) &&
    (selector === undefined || selector.matches(event))
  );
}
