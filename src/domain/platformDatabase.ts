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
  readonly name: string;
  readonly createdAt: Timestamp;
  readonly revision: bigint;
  readonly revisionTimestamp: Timestamp;
  readonly effectiveTimestamp: Timestamp | undefined;
  queryEvents(query: DatabaseQuery): readonly Event[];
  viewState(
    name: string,
    version: bigint,
    parameters: ParameterBindings,
  ): RenderedStateView | undefined;
  speculate(events: readonly ProspectiveEvent[]): PlatformSpeculativeDatabase;
}

/** A database as of a revision, and perhaps an effective timestamp. */
export interface PlatformDatabase extends PlatformReadable {
  atRevision(revision: bigint): PlatformDatabase;
  atEffectiveTimestamp(effectiveTime: Timestamp): PlatformDatabase;
}

/** A database with events that are not stored. */
export interface PlatformSpeculativeDatabase extends PlatformReadable {
  readonly basis: PlatformDatabase;
  readonly speculatedEventCount: bigint;
  atEffectiveTimestamp(effectiveTime: Timestamp): PlatformSpeculativeDatabase;
}
