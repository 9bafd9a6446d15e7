import { StateViewError, type Class, type Event } from "../../domain/index.js";
import {
  currentDefinitions,
  describeFailure,
  setAuthorLines,
  stateView,
  type StateView,
} from "../../runtime/index.js";
import { encodeUtf8 } from "../../codec/index.js";
import { DIAGNOSIS_CONTENT_TYPE, type Diagnosis } from "../wit/diagnosis.js";
import { guestEvent, recordsAreEvents } from "./guestEvent.js";
import type { LineRanges } from "../../model/sourceLocation.js";
import { unserved } from "./unserved.js";
import type { WitCloudEvent, WitRenderedStateView } from "../wit/wit.js";

/** The export of the world `state-view`. */
export type Evolve = (
  view: WitRenderedStateView,
  events: WitCloudEvent[],
) => Uint8Array | undefined;

/**
 * The entry point of a component with these views: folds for the view that the context names.
 * It throws, and so traps, when a fold stops: the world has no other way to refuse.
 * @param authorLines - the lines of the component's script that are the author's.
 * @throws DefinitionError while the module is evaluated, which fails the build.
 */
export function serveStateViews(classes: readonly Class[], authorLines?: LineRanges): Evolve {
  if (authorLines !== undefined) setAuthorLines(authorLines);
  const definitions = currentDefinitions();
  const views = new Map<string, StateView>();
  for (const target of classes) {
    const definition = definitions.stateViewOf(target);
    if (definition === undefined) throw unserved(definitions, `${target.name} is no state view`);
    views.set(definition.name, stateView(definition));
  }

  const fold: Evolve = ({ context, content }, records) => {
    const view = views.get(context.name);
    if (view === undefined) {
      const reason = `this component holds ${[...views.keys()].join(", ")}`;
      throw new StateViewError({ view: context.name, at: "request", reason });
    }
    return recordsAreEvents
      ? view.evolve({ content }, records as readonly object[] as readonly Event[])
      : view.evolveFrom({ content }, records, guestEvent);
  };

  return (view, records) =>
    view.context.contentType === DIAGNOSIS_CONTENT_TYPE
      ? diagnose(fold, view, records)
      : fold(view, records);
}

function diagnose(fold: Evolve, view: WitRenderedStateView, records: WitCloudEvent[]): Uint8Array {
  let diagnosis: Diagnosis = { failure: null };
  try {
    fold(view, records);
  } catch (error) {
    const unknown = {
      view: view.context.name,
      at: "request" as const,
      reason: describeFailure(error),
    };
    diagnosis = { failure: error instanceof StateViewError ? error.failure : unknown };
  }
  return encodeUtf8(JSON.stringify(diagnosis));
}
