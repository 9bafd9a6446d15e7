import type { Timestamp } from "../domain/index.js";
import type { Horizon } from "./databaseFrom.js";
import { byEffectiveTime, compareRevisions } from "./effectiveOrder.js";
import { merged } from "./merged.js";
import type { EventReader, LogQuery } from "./ports/index.js";
import { select } from "./select.js";
import type { StoredEvent } from "./storedEvent.js";

/** The events that a query asks for, of those that are seen within a horizon. */
export function eventsWithin(
  reader: EventReader,
  query: LogQuery,
  { revision, effectiveTimestamp, speculated }: Horizon,
): Iterable<StoredEvent> {
  const effectiveUpTo = earlier(query.effectiveUpTo, effectiveTimestamp);
  const upTo = query.upTo === undefined || query.upTo > revision ? revision : query.upTo;
  const stored = reader.events({ ...query, effectiveUpTo, upTo });
  if (speculated.length === 0) return stored;
  const compare = query.order === "effective-time" ? byEffectiveTime : byRevision;
  const both = merged<StoredEvent>(
    [stored, select(speculated, { ...query, effectiveUpTo })].map((events) =>
      events[Symbol.iterator](),
    ),
    query.direction === "reverse" ? (a, b) => compare(b, a) : compare,
  );
  return query.limit === undefined ? both : first(query.limit, both);
}

function* first<T>(count: number, values: Iterable<T>): Generator<T> {
  if (count === 0) return;
  let taken = 0;
  for (const value of values) {
    yield value;
    if ((taken += 1) >= count) return;
  }
}

const byRevision = (a: StoredEvent, b: StoredEvent): number =>
  compareRevisions(a.revision, b.revision);

function earlier(a: Timestamp | undefined, b: Timestamp | undefined): Timestamp | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.compare(b) <= 0 ? a : b;
}
