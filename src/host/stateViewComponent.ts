import {
  StateViewError,
  type Event,
  type RenderedStateView,
  type StateViewFailure,
} from "../domain/index.js";
import {
  DIAGNOSIS_CONTENT_TYPE,
  eventToWit,
  renderedToWit,
  type Diagnosis,
  type WitCloudEvent,
  type WitRenderedStateView,
} from "../wasm/wit/index.js";
import type { Component } from "./instantiable.js";
import { InstanceSlot } from "./instances.js";
import { limitsOf, type Limits } from "./limits.js";

/** A call costs garbage of its own, as much as a few events. */
const CALL_WORK = 20;
/** Large events count for several: so many characters or bytes cost as much as an event. */
const DATA_AN_EVENT = 500;

/** A state view's component, ready to fold. */
export interface StateViewComponent {
  /**
   * Folds events into the stored content, in calls of as many as its engine can take.
   * @throws StateViewError that says which event and which rule stopped the fold.
   */
  readonly evolve: (stored: RenderedStateView, events: readonly Event[]) => Uint8Array | undefined;
}

/** A state view over a component that is loaded already. */
export function stateViewOf(component: Component): StateViewComponent {
  const limits = limitsOf(component.engine);
  const slot = new InstanceSlot<[WitRenderedStateView, WitCloudEvent[]], Uint8Array | undefined>(
    component,
    "evolve",
    limits.eventsAnInstance,
  );

  const trapped = (view: WitRenderedStateView, trap: unknown): StateViewFailure => ({
    view: view.context.name,
    at: "request",
    reason: slot.reasonOf(trap),
  });

  const call = (view: WitRenderedStateView, events: WitCloudEvent[]): Uint8Array | undefined => {
    try {
      return slot.take(workOf(events))(view, events);
    } catch (error) {
      slot.discard();
      throw error;
    }
  };

  /** A fold that trapped is asked for its reason; one that has none was out of memory, and is tried again. */
  const fold = (view: WitRenderedStateView, events: WitCloudEvent[]): Uint8Array | undefined => {
    try {
      return call(view, events);
    } catch (trap) {
      const reason = trapped(view, trap);
      const { failure } = diagnose(call, view, events, reason);
      if (failure !== null) throw new StateViewError(failure, { cause: trap });
      return again(view, events);
    }
  };

  const again = (view: WitRenderedStateView, events: WitCloudEvent[]): Uint8Array | undefined => {
    slot.discard();
    try {
      return call(view, events);
    } catch (trap) {
      throw new StateViewError(trapped(view, trap), { cause: trap });
    }
  };

  return {
    evolve: (stored, events) => {
      const view = renderedToWit(stored);
      const records = events.map(eventToWit);
      if (records.length === 0) return fold(view, records);
      let { content } = view;
      for (const batch of batches(records, limits)) content = fold({ ...view, content }, batch);
      return content;
    },
  };
}

function diagnose(
  call: (view: WitRenderedStateView, events: WitCloudEvent[]) => Uint8Array | undefined,
  view: WitRenderedStateView,
  events: WitCloudEvent[],
  trapped: StateViewFailure,
): Diagnosis {
  const request = { ...view, context: { ...view.context, contentType: DIAGNOSIS_CONTENT_TYPE } };
  try {
    return JSON.parse(new TextDecoder().decode(call(request, events))) as Diagnosis;
  } catch {
    return { failure: trapped };
  }
}

/** The events in calls that fit into an instance, by number and by size; one event is always a call. */
function* batches(
  events: readonly WitCloudEvent[],
  { eventsACall, dataACall }: Limits,
): Generator<WitCloudEvent[]> {
  let batch: WitCloudEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = dataSize(event);
    if (batch.length === eventsACall || (batch.length > 0 && bytes + size > dataACall)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(event);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

const dataSize = ({ data }: WitCloudEvent): number => data?.val.length ?? 0;

/** What a call adds towards the replacement of its instance. */
function workOf(events: readonly WitCloudEvent[]): number {
  const data = events.reduce((sum, event) => sum + dataSize(event), 0);
  return CALL_WORK + events.length + Math.floor(data / DATA_AN_EVENT);
}
