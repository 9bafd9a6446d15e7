import type { EventStore, Head } from "../database/index.js";
import { DatabaseError } from "../database/index.js";
import type { DatabaseState } from "./databaseState.js";

/** The database at one of its heads. */
export function stateAt({ database: { name, createdAt } }: EventStore, head: Head): DatabaseState {
  return { name, createdAt, revision: head.revision, revisionTimestamp: head.recordedAt };
}

/** The present state, then each later one; several commits may be told as one. Never goes back. */
export async function* updates(
  store: EventStore,
  signal: AbortSignal,
): AsyncGenerator<DatabaseState, void, undefined> {
  for await (const head of store.heads(signal)) yield stateAt(store, head);
}

/**
 * The database at exactly the revision, as soon as it exists.
 * @throws DatabaseError `not-found` when the database is deleted meanwhile; `unavailable` when the
 * signal is aborted, or the store closed.
 */
export async function awaitRevision(
  store: EventStore,
  revision: bigint,
  signal: AbortSignal,
): Promise<DatabaseState> {
  for await (const head of store.heads(signal))
    if (head.revision >= revision) return atRevision(store, revision);
  // The heads of a deleted database end, and asking for its head says so.
  await store.head();
  throw new DatabaseError(
    "unavailable",
    `waiting for revision ${String(revision)} of ${store.database.name} was given up`,
  );
}

/**
 * The database at exactly the revision.
 * @throws DatabaseError `invalid-argument` for one that does not exist yet.
 */
export async function atRevision(store: EventStore, revision: bigint): Promise<DatabaseState> {
  const recordedAt = await store.recordedAt(revision);
  if (recordedAt === undefined) {
    const head = await store.head();
    throw new DatabaseError(
      "invalid-argument",
      `revision ${String(revision)} of ${store.database.name} does not exist; the latest is ${String(head.revision)}`,
    );
  }
  return stateAt(store, { revision, recordedAt });
}
