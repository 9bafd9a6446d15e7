import { describe, Timestamp, type TimestampLike } from "../domain/index.js";
import type { CallOptions } from "./callOptions.js";
import type { DatabaseReader } from "./databaseReader.js";
import type { DatabaseState } from "./databaseState.js";
import { reading } from "./reading.js";
import { inDatabase, type Session } from "./session.js";

/** A database at a revision: whatever is read of it, and whenever, is what was true then. */
export interface DatabaseAt extends DatabaseState, DatabaseReader {
  /** Set where only events are seen that take effect up to this. */
  readonly effectiveTimestamp: Timestamp | undefined;
  /** The database at another revision; waits for one that is not there yet. */
  atRevision(revision: bigint, options?: CallOptions): Promise<DatabaseAt>;
  /** The database with only the events that take effect at or before the instant. */
  atEffectiveTimestamp(effectiveTime: TimestampLike): DatabaseAt;
}

export function databaseAt(
  session: Session,
  state: DatabaseState,
  effectiveTimestamp?: Timestamp,
): DatabaseAt {
  const { revision } = state;
  const sight = { revision, effectiveTimestamp };
  return {
    ...state,
    ...reading(session, () => Promise.resolve(sight)),
    effectiveTimestamp,
    atRevision: async (other, options) =>
      databaseAt(session, await stateAt(session, other, options), effectiveTimestamp),
    atEffectiveTimestamp: (instant) => databaseAt(session, state, Timestamp.from(instant)),
  };
}

/** The database at exactly the revision, as soon as it is there. */
export async function stateAt(
  session: Session,
  revision: bigint,
  options?: CallOptions,
): Promise<DatabaseState> {
  if (typeof revision !== "bigint" || revision < 0n)
    throw new RangeError(`a revision is a bigint from 0 on, such as 7n, got ${describe(revision)}`);
  return inDatabase(session, options, "database-not-found", (signal) =>
    session.transport.await(session.database, revision, signal),
  );
}
