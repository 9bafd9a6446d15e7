import type { Event, RenderedStateView } from "../domain/index.js";
import {
  DIAGNOSIS_CONTENT_TYPE,
  eventToWit,
  renderedToWit,
  type Diagnosis,
  type WitCloudEvent,
  type WitRenderedStateView,
} from "../wasm/index.js";
import { loadComponent, type ComponentOptions } from "./component.js";
import { InstanceSlot } from "./instances.js";
import { StateViewTrap } from "./stateViewTrap.js";

/** More events in one call make the engine trap under the platform's memory limit. */
const EVENTS_A_CALL = 1_000;
/** More events in one instance do, too, because its garbage is collected too late. */
const EVENTS_AN_INSTANCE = 20_000;
/** A call costs garbage of its own, as much as a few events. */
const CALL_WORK = 20;

/** A state view's component, ready to fold. */
export interface StateViewComponent {
  /**
   * Folds events into the stored content, in calls of at most 1,000 events.
   * @throws StateViewTrap that says which event and which rule stopped the fold.
   */
  readonly evolve: (stored: RenderedStateView, events: readonly Event[]) => Uint8Array | undefined;
}

/** Loads a state view's component. */
export async function loadStateView(
  bytes: Uint8Array,
  options?: ComponentOptions,
): Promise<StateViewComponent> {
  const component = await loadComponent(bytes, options);
  const slot = new InstanceSlot<[WitRenderedStateView, WitCloudEvent[]], Uint8Array | undefined>(
    component,
    "evolve",
    EVENTS_AN_INSTANCE,
  );

  const call = (view: WitRenderedStateView, events: WitCloudEvent[]): Uint8Array | undefined => {
    try {
      return slot.take(events.length + CALL_WORK)(view, events);
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
      const { failure } = diagnose(call, view, events, trap);
      if (failure !== null) throw new StateViewTrap(failure, { cause: trap });
      return call(view, events);
    }
  };

  return {
    evolve: (stored, events) => {
      const view = renderedToWit(stored);
      const records = events.map(eventToWit);
      let { content } = view;
      for (let start = 0; start < records.length; start += EVENTS_A_CALL) {
        content = fold({ ...view, content }, records.slice(start, start + EVENTS_A_CALL));
      }
      return records.length === 0 ? fold(view, []) : content;
    },
  };
}

function diagnose(
  call: (view: WitRenderedStateView, events: WitCloudEvent[]) => Uint8Array | undefined,
  view: WitRenderedStateView,
  events: WitCloudEvent[],
  trap: unknown,
): Diagnosis {
  const request = { ...view, context: { ...view.context, contentType: DIAGNOSIS_CONTENT_TYPE } };
  try {
    return JSON.parse(new TextDecoder().decode(call(request, events))) as Diagnosis;
  } catch {
    const reason = `the component trapped: ${trap instanceof Error ? trap.message : String(trap)}`;
    return { failure: { view: view.context.name, at: "request", reason } };
  }
}
