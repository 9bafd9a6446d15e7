import type { DatabaseQuery } from "./databaseQuery.js";
import type { Event, ProspectiveEvent } from "./event.js";
import type { RenderedStateView } from "./renderedStateView.js";
import type { EventAttribute } from "./selector/attribute.js";
import type { Timestamp } from "./timestamp.js";

/** A view's parameters as the platform takes them. */
export type ParameterBindings = readonly (readonly [name: string, value: EventAttribute])[];

/**
 * What the platform offers a decision, by name and in bytes. Component hosts, the in-memory database
 * and the adapters to WebAssembly implement it; authors use `Database`.
 */
export interface PlatformReadable {
  /** The name of the database. */
  readonly name: string;
  /** When it was created. */
  readonly createdAt: Timestamp;
  /** The revision that everything is read at. */
  readonly revision: bigint;
  /** When that revision was recorded. */
  readonly revisionTimestamp: Timestamp;
  /** Set where only events are seen that take effect up to this. */
  readonly effectiveTimestamp: Timestamp | undefined;
  /** The events that a query asks for, in its order. */
  queryEvents(query: DatabaseQuery): readonly Event[];
  /** The state of a view as it is stored; `undefined` where nothing was folded. */
  viewState(
    name: string,
    version: bigint,
    parameters: ParameterBindings,
  ): RenderedStateView | undefined;
  /** The database as it would be with these events appended. */
  speculate(events: readonly ProspectiveEvent[]): PlatformSpeculativeDatabase;
}

/** A database as of a revision, and perhaps an effective timestamp. */
export interface PlatformDatabase extends PlatformReadable {
  /** The database as it was at an earlier revision. */
  atRevision(revision: bigint): PlatformDatabase;
  /** The database with only what takes effect up to the instant. */
  atEffectiveTimestamp(effectiveTime: Timestamp): PlatformDatabase;
}

/** A database with events that are not stored. */
export interface PlatformSpeculativeDatabase extends PlatformReadable {
  /** The database with nothing but what is stored. */
  readonly basis: PlatformDatabase;
  /** How many events stand on top of it. */
  readonly speculatedEventCount: bigint;
  /** As {@link PlatformDatabase.atEffectiveTimestamp}, the events that are not stored among the others. */
  atEffectiveTimestamp(effectiveTime: Timestamp): PlatformSpeculativeDatabase;
}
