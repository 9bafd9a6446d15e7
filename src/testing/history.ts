import { InMemoryDatabase, type LocalStateView } from "../database/index.js";
import { Timestamp, type EmittedEvent } from "../domain/index.js";
import type { Definitions } from "../model/definitions.js";
import { completeEvent, currentDefinitions } from "../runtime/index.js";

/** When the first given event is recorded; each further one follows a second later. */
export const FIRST_INSTANT = Timestamp.parse("2026-01-01T00:00:00Z");

/** The name of the database in specifications. */
export const DATABASE_NAME = "specification";

/** The instant so many seconds after the first. */
export function secondsLater(seconds: number): Timestamp {
  return new Timestamp(FIRST_INSTANT.seconds + BigInt(seconds), FIRST_INSTANT.nanoseconds);
}

/**
 * A database with a history: each event in a transaction of its own, in the order in which they are
 * given. Without a time of their own they take effect when they are recorded.
 * @throws UnfitEventError, DatabaseError for an event that could not have been stored
 */
export function databaseWith(
  events: readonly EmittedEvent[],
  stateViews: readonly LocalStateView[],
  definitions: Definitions = currentDefinitions(),
): InMemoryDatabase {
  const database = new InMemoryDatabase({
    name: DATABASE_NAME,
    createdAt: FIRST_INSTANT,
    stateViews,
  });
  events.forEach((event, index) => {
    const recordedAt = secondsLater(index);
    const newId = (): string => `given-${String(index + 1)}`;
    database.transact([completeEvent(event, definitions, recordedAt, newId)], [], recordedAt);
  });
  return database;
}
