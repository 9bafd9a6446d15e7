import {
  parseRevision,
  prospectiveEventProblem,
  type DatabaseQuery,
  type Event,
  type ParameterBindings,
  type PlatformDatabase,
  type PlatformSpeculativeDatabase,
  type ProspectiveEvent,
  type RenderedStateView,
  type Timestamp,
} from "../domain/index.js";
import type { DatabaseContents } from "./databaseContents.js";
import { DatabaseError } from "./databaseError.js";
import { renderStateView } from "./renderStateView.js";
import { effectiveUpTo, select } from "./select.js";
import type { StateViewSource } from "./stateViewSource.js";
import { storedEvent, type StoredEvent } from "./storedEvent.js";

/** Which events a database sees. */
interface Horizon {
  readonly revision: bigint;
  readonly effectiveTimestamp: Timestamp | undefined;
  /** Events that are not stored; they take the revisions that follow. */
  readonly speculated: readonly StoredEvent[];
}

/** The database as of a revision. Fixed: what is committed later does not show. */
export function databaseAt(contents: DatabaseContents, revision: bigint): PlatformDatabase {
  return stored(contents, { revision, effectiveTimestamp: undefined, speculated: [] });
}

function stored(contents: DatabaseContents, horizon: Horizon): PlatformDatabase {
  return {
    ...readable(contents, horizon),
    atRevision: (revision) => {
      parseRevision("a revision", revision);
      if (revision <= horizon.revision) return stored(contents, { ...horizon, revision });
      throw new DatabaseError(
        "invalid-argument",
        `revision ${String(revision)} lies after this database's revision ${String(horizon.revision)}`,
      );
    },
    atEffectiveTimestamp: (effectiveTimestamp) =>
      stored(contents, { ...horizon, effectiveTimestamp }),
  };
}

function speculative(contents: DatabaseContents, horizon: Horizon): PlatformSpeculativeDatabase {
  return {
    ...readable(contents, horizon),
    basis: stored(contents, { ...horizon, speculated: [] }),
    speculatedEventCount: BigInt(horizon.speculated.length),
    atEffectiveTimestamp: (effectiveTimestamp) =>
      speculative(contents, { ...horizon, effectiveTimestamp }),
  };
}

type Readable = Omit<PlatformDatabase, "atRevision" | "atEffectiveTimestamp">;

function readable(contents: DatabaseContents, horizon: Horizon): Readable {
  const { name, createdAt, log } = contents;
  const { effectiveTimestamp, speculated } = horizon;
  const revision = horizon.revision + BigInt(speculated.length);
  const revisionTimestamp = log.recordedAt(horizon.revision) ?? createdAt;
  return {
    name,
    createdAt,
    revision,
    revisionTimestamp,
    effectiveTimestamp,
    queryEvents: (query: DatabaseQuery): readonly Event[] =>
      select(visible(contents, horizon), query),
    viewState: (view, version, parameters) => {
      const source = contents.stateView(view, version);
      if (source === undefined) {
        throw new DatabaseError(
          "not-found",
          `there is no state view ${view} in version ${String(version)}`,
        );
      }
      const point = { database: name, createdAt, revision, revisionTimestamp };
      return horizon.effectiveTimestamp === undefined &&
        speculated.length === 0 &&
        source.temporality === "revision"
        ? renderFromLast(contents, source, parameters, point)
        : renderStateView(source, parameters, visible(contents, horizon), point);
    },
    speculate: (events) => {
      const more = events.map((event, index) => speculatedEvent(event, contents, horizon, index));
      return speculative(contents, { ...horizon, speculated: [...speculated, ...more] });
    },
  };
}

function* visible(
  { log }: DatabaseContents,
  { revision, effectiveTimestamp, speculated }: Horizon,
): Generator<StoredEvent> {
  yield* effectiveUpTo(log.read(0n, revision), effectiveTimestamp);
  yield* effectiveUpTo(speculated, effectiveTimestamp);
}

/** In revision order nothing can come in before what was folded, so a fold goes on from the last one. */
function renderFromLast(
  { log, renderings }: DatabaseContents,
  source: StateViewSource,
  parameters: ParameterBindings,
  point: Parameters<typeof renderStateView>[3],
): RenderedStateView | undefined {
  const key = JSON.stringify([source.name, String(source.version), parameters]);
  const last = renderings.get(key);
  const earlier = last !== undefined && last.atRevision <= point.revision ? last : undefined;
  const events = log.read(earlier?.atRevision ?? 0n, point.revision);
  const view = renderStateView(source, parameters, events, point, earlier);
  if (view !== undefined && (last === undefined || last.atRevision < point.revision)) {
    renderings.set(key, { ...view, atRevision: point.revision });
  }
  return view;
}

function speculatedEvent(
  event: ProspectiveEvent,
  { name, createdAt, log }: DatabaseContents,
  { revision, speculated }: Horizon,
  index: number,
): StoredEvent {
  const problem = prospectiveEventProblem(event);
  if (problem !== undefined) throw new DatabaseError("invalid-event", problem);
  const recordedAt = log.recordedAt(revision) ?? createdAt;
  return storedEvent(event, {
    database: name,
    revision: revision + BigInt(speculated.length + index + 1),
    recordedAt,
  });
}
