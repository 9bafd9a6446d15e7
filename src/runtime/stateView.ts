import type { Event, RenderedStateView } from "../domain/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { UNWATCHED, type AuthorCode } from "./authorCode.js";
import { anyEventHandler, typedHandler, type EventHandler } from "./eventHandler.js";
import { plannedFold } from "./plannedFold.js";
import { initialState, stateEncoder } from "./newState.js";
import { storedState, type StoredState } from "./storedState.js";

/** A state view that can fold. */
export interface StateView extends StoredState {
  readonly definition: StateViewDefinition;
  /** @throws StateViewError for state that would not come back as it is. */
  encode(state: object): Uint8Array;
  /**
   * Folds events into the stored state and gives the new content; `undefined` when there is nothing
   * to store.
   * @throws StateViewError, and the stored state stands.
   */
  evolve(
    stored: Pick<RenderedStateView, "content">,
    events: Iterable<Event>,
  ): Uint8Array | undefined;
  /** As `evolve`, for what becomes an event when it is looked at. */
  evolveFrom<R>(
    stored: Pick<RenderedStateView, "content">,
    records: Iterable<R>,
    eventOf: (record: R) => Event,
  ): Uint8Array | undefined;
}

export interface StateViewOptions {
  readonly authorCode?: AuthorCode;
}

/** Prepares a view for folding: one look-up an event. */
export function stateView(
  definition: StateViewDefinition,
  { authorCode = UNWATCHED }: StateViewOptions = {},
): StateView {
  const stored = storedState(definition);
  const encode = stateEncoder(definition);
  // Without a prototype it is a table of names, which engines search faster than a `Map`.
  const handlers = Object.create(null) as Partial<Record<string, EventHandler>>;
  for (const [type, handler] of definition.handlers) {
    handlers[type] = typedHandler(definition, handler, authorCode);
  }
  const { anyHandler } = definition;
  const any =
    anyHandler === undefined ? undefined : anyEventHandler(definition, anyHandler, authorCode);

  const handOver = plannedFold(handlers);

  const fold = <R>(
    { content }: Pick<RenderedStateView, "content">,
    records: Iterable<R>,
    eventOf: ((record: R) => Event) | undefined,
  ): Uint8Array | undefined => {
    const folding = {
      state: undefined as object | undefined,
      begin: (): object =>
        (folding.state =
          stored.decode(content) ?? authorCode.enter(() => initialState(definition))),
    };
    const list = Array.isArray(records) ? (records as readonly R[]) : [...records];
    // Not by an iterator, which takes StarlingMonkey a microsecond a step.
    for (let at = 0; at < list.length; at++) {
      if (folding.state !== undefined && eventOf === undefined && handOver !== undefined) {
        at = handOver(list as readonly Event[], at, folding.state);
        if (at === list.length) break;
      }
      const record = list[at] as R;
      const event = eventOf === undefined ? (record as Event) : eventOf(record);
      const { handle } = handlers[event.type] ?? any ?? PASSED_OVER;
      if (handle !== undefined) handle(event, folding);
    }
    return folding.state === undefined ? content : encode(folding.state);
  };

  return {
    ...stored,
    definition,
    encode,
    evolve: (content, events) => fold(content, events, undefined),
    evolveFrom: fold,
  };
}

const PASSED_OVER: Partial<EventHandler> = {};
