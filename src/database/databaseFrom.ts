import {
  parseRevision,
  prospectiveEventProblem,
  type DatabaseQuery,
  type Event,
  type ParameterBindings,
  type PlatformDatabase,
  type PlatformReadable,
  type PlatformSpeculativeDatabase,
  type ProspectiveEvent,
  type RenderedStateView,
  type Timestamp,
} from "../domain/index.js";
import { DatabaseError } from "./databaseError.js";
import type { DatabaseInfo } from "./ports/index.js";
import { afterHead } from "./refusals.js";
import { storedEvent, type StoredEvent } from "./storedEvent.js";

/** Which events a database sees. */
export interface Horizon {
  /** The last stored event that it sees. */
  readonly revision: bigint;
  /** Only what takes effect at or before the instant. */
  readonly effectiveTimestamp: Timestamp | undefined;
  /** Events that are not stored; they take the revisions that follow. */
  readonly speculated: readonly StoredEvent[];
}

/** The questions that a database is made of, each within a horizon. Everything else is derived. */
export interface DatabaseSource {
  readonly database: DatabaseInfo;
  /** When the event of a revision was recorded; for 0 when the database was created. */
  recordedAt(revision: bigint): Timestamp | undefined;
  queryEvents(query: DatabaseQuery, horizon: Horizon): readonly Event[];
  viewState(
    name: string,
    version: bigint,
    parameters: ParameterBindings,
    horizon: Horizon,
  ): RenderedStateView | undefined;
}

/** The database as of a revision, with time travel and speculation. Fixed: what is committed later does not show. */
export const databaseFrom = (source: DatabaseSource, revision: bigint): PlatformDatabase =>
  stored(source, { revision, effectiveTimestamp: undefined, speculated: [] });

function stored(source: DatabaseSource, horizon: Horizon): PlatformDatabase {
  return {
    ...readable(source, horizon),
    atRevision: (revision) => {
      parseRevision("a revision", revision);
      if (revision <= horizon.revision) return stored(source, { ...horizon, revision });
      throw afterHead(revision, horizon.revision);
    },
    atEffectiveTimestamp: (effectiveTimestamp) =>
      stored(source, { ...horizon, effectiveTimestamp }),
  };
}

function speculative(source: DatabaseSource, horizon: Horizon): PlatformSpeculativeDatabase {
  return {
    ...readable(source, horizon),
    basis: stored(source, { ...horizon, speculated: [] }),
    speculatedEventCount: BigInt(horizon.speculated.length),
    atEffectiveTimestamp: (effectiveTimestamp) =>
      speculative(source, { ...horizon, effectiveTimestamp }),
  };
}

function readable(source: DatabaseSource, horizon: Horizon): PlatformReadable {
  const { name, createdAt } = source.database;
  const { effectiveTimestamp, speculated } = horizon;
  return {
    name,
    createdAt,
    revision: horizon.revision + BigInt(speculated.length),
    revisionTimestamp: source.recordedAt(horizon.revision) ?? createdAt,
    effectiveTimestamp,
    queryEvents: (query) => source.queryEvents(query, horizon),
    viewState: (view, version, parameters) => source.viewState(view, version, parameters, horizon),
    speculate: (events) => {
      const more = events.map((event, index) => speculatedEvent(event, source, horizon, index));
      return speculative(source, { ...horizon, speculated: [...speculated, ...more] });
    },
  };
}

function speculatedEvent(
  event: ProspectiveEvent,
  source: DatabaseSource,
  { revision, speculated }: Horizon,
  index: number,
): StoredEvent {
  const problem = prospectiveEventProblem(event);
  if (problem !== undefined) throw new DatabaseError("invalid-event", problem);
  const { name, origin, createdAt } = source.database;
  return storedEvent(event, {
    database: name,
    origin,
    revision: revision + BigInt(speculated.length + index + 1),
    recordedAt: source.recordedAt(revision) ?? createdAt,
  });
}
