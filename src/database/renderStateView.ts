import type { ParameterBindings, RenderedStateView } from "../domain/index.js";
import { boundSelector } from "./boundSelector.js";
import type { DatabaseContents } from "./databaseContents.js";
import type { Horizon } from "./databaseFrom.js";
import { eventsWithin } from "./eventsWithin.js";
import type { PublishedStateView, Snapshot } from "./ports/index.js";
import { snapshotKey } from "./snapshotKey.js";
import type { StoredEvent } from "./storedEvent.js";

/** So many events are folded at a time, so that not all of them have to be held. */
const EVENTS_A_FOLD = 10_000;

/**
 * The view's state within the horizon; `undefined` when nothing has ever been folded.
 * @throws DatabaseError for parameters that do not fit, StateViewError when the fold stops.
 */
export function renderStateView(
  view: PublishedStateView,
  bindings: ParameterBindings,
  contents: DatabaseContents,
  horizon: Horizon,
): RenderedStateView | undefined {
  const selector = boundSelector(view, bindings);
  const nothing: Snapshot = {
    content: undefined,
    lastModifiedRevision: 0n,
    lastModifiedTimestamp: contents.reader.database.createdAt,
    upTo: 0n,
  };
  const { revision, effectiveTimestamp, speculated } = horizon;
  // In revision order nothing can come in before what was folded, so a fold goes on from there.
  if (
    view.temporality === "effective_timestamp" ||
    effectiveTimestamp !== undefined ||
    speculated.length > 0
  ) {
    const order = view.temporality === "effective_timestamp" ? "effective-time" : "revision";
    const events = eventsWithin(contents.reader, { selector, order }, horizon);
    return rendering(view, contents, horizon, folded(view, contents, horizon, nothing, events));
  }
  const key = snapshotKey(view, bindings);
  const earlier = contents.snapshots.find(key, revision) ?? nothing;
  if (earlier.upTo >= revision) return rendering(view, contents, horizon, earlier);
  const events = contents.reader.events({ selector, after: earlier.upTo, upTo: revision });
  const latest = folded(view, contents, horizon, earlier, events);
  contents.snapshots.keep(key, latest);
  return rendering(view, contents, horizon, latest);
}

/** The state after more events, up to the horizon. */
function folded(
  view: PublishedStateView,
  contents: DatabaseContents,
  horizon: Horizon,
  earlier: Snapshot,
  events: Iterable<StoredEvent>,
): Snapshot {
  let state: Snapshot = { ...earlier, upTo: horizon.revision };
  for (const some of inLists(events)) {
    const content = contents.fold(view, stored(view, contents, horizon, state), some);
    const last = some.reduce((latest, event) => (isLater(event, latest) ? event : latest));
    state = isLater(last, { revision: state.lastModifiedRevision })
      ? {
          ...state,
          content,
          lastModifiedRevision: last.revision,
          lastModifiedTimestamp: last.effectiveTime,
        }
      : { ...state, content };
  }
  return state;
}

const isLater = (event: { revision: bigint }, other: { revision: bigint }): boolean =>
  event.revision > other.revision;

function* inLists(events: Iterable<StoredEvent>): Generator<readonly StoredEvent[]> {
  let list: StoredEvent[] = [];
  for (const event of events) {
    if (list.push(event) < EVENTS_A_FOLD) continue;
    yield list;
    list = [];
  }
  if (list.length > 0) yield list;
}

const rendering = (
  view: PublishedStateView,
  contents: DatabaseContents,
  horizon: Horizon,
  state: Snapshot,
): RenderedStateView | undefined =>
  state.lastModifiedRevision === 0n ? undefined : stored(view, contents, horizon, state);

function stored(
  { name, version, contentType, contentSchema }: PublishedStateView,
  { reader }: DatabaseContents,
  { revision, speculated }: Horizon,
  { content, lastModifiedRevision, lastModifiedTimestamp }: Snapshot,
): RenderedStateView {
  return {
    context: {
      database: reader.database.name,
      name,
      version,
      databaseRevision: revision + BigInt(speculated.length),
      databaseRevisionTimestamp: reader.recordedAt(revision) ?? reader.database.createdAt,
      contentType,
      contentSchema,
    },
    content,
    lastModifiedRevision,
    lastModifiedTimestamp,
  };
}
