import type { Event, RenderedStateView } from "../domain/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { UNWATCHED, type AuthorCode } from "./authorCode.js";
import { anyEventHandler, typedHandler, type EventHandler } from "./eventHandler.js";
import { initialState, storedState, type StoredState } from "./storedState.js";

/** A state view that can fold. */
export interface StateView extends StoredState {
  readonly definition: StateViewDefinition;
  /**
   * Folds events into the stored state and gives the new content; `undefined` when there is nothing
   * to store.
   * @throws StateViewError, and the stored state stands.
   */
  evolve(
    stored: Pick<RenderedStateView, "content">,
    events: Iterable<Event>,
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
  const handlers = new Map<string, EventHandler>();
  for (const [type, handler] of definition.handlers) {
    handlers.set(type, typedHandler(definition, handler, authorCode));
  }
  const { anyHandler } = definition;
  const any =
    anyHandler === undefined ? undefined : anyEventHandler(definition, anyHandler, authorCode);

  return {
    ...stored,
    definition,
    evolve: ({ content }, events) => {
      let state: object | undefined;
      const current = (): object =>
        (state ??= stored.decode(content) ?? authorCode.enter(() => initialState(definition)));
      for (const event of events) {
        const handle = handlers.get(event.type) ?? any;
        handle?.(event, current);
      }
      return state === undefined ? content : stored.encode(state);
    },
  };
}
