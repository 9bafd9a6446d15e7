import { parseJsonBytes } from "../codec/index.js";
import {
  describe,
  EventSelector,
  Selector,
  type Class,
  type DecodedEvent,
  type Event,
} from "../domain/index.js";
import type { CallOptions } from "./callOptions.js";
import { decodeEvents } from "./classes/decodeEvents.js";
import { decodeState } from "./classes/decodeState.js";
import { eventClass, viewClass } from "./classes/classRecords.js";
import type { DatabaseReader } from "./databaseReader.js";
import { queryAt, type QueryCallOptions, type Sight } from "./queryAt.js";
import { results } from "./results.js";
import { inDatabase, type Session } from "./session.js";
import { askedView, viewAt, type NamedParameters } from "./viewAt.js";
import type { ViewState } from "./viewState.js";

/** Reads what is seen from somewhere: a fixed revision, or wherever the database is when it is asked. */
export function reading(
  session: Session,
  sight: (signal: AbortSignal) => Promise<Sight>,
): DatabaseReader {
  const viewState = async (
    view: Class | string,
    parameters?: NamedParameters,
    options?: CallOptions,
  ): Promise<ViewState> => viewAt(session, sight, askedView(view, parameters, options), options);

  async function* events(
    selector: EventSelector,
    options: QueryCallOptions | undefined,
  ): AsyncGenerator<Event, void, undefined> {
    const from = await inDatabase(session, options, "database-not-found", sight);
    yield* queryAt(session, from, selector, options);
  }

  return {
    viewState,
    view: async (view: Class | string, parameters?: NamedParameters, options?: CallOptions) => {
      const { content } = await viewState(view, parameters, options);
      return await stateIn(view, content, session);
    },
    query: (selector, options) => {
      checkSelector(selector);
      return results(events(selector, options));
    },
    events: <E extends object>(
      target: Class<E>,
      selector?: EventSelector,
      options?: QueryCallOptions,
    ) => {
      const definition = eventClass(target);
      if (definition === undefined)
        throw new TypeError(`${target.name} is no domain event; add @DomainEvent("type") to it`);
      const ofType = Selector.eventType(definition.type);
      const both = selector === undefined ? ofType : checkSelector(selector).and(ofType);
      return results<DecodedEvent<E>>(decodeEvents(target, events(both, options), session.codecs));
    },
  } as DatabaseReader;
}

/** A view's content as an instance of its class, or as JSON for a view by name. */
export async function stateIn(
  view: Class | string,
  content: Uint8Array | undefined,
  { codecs }: Session,
): Promise<unknown> {
  if (typeof view !== "string") return decodeState(view, viewClass(view), content, codecs);
  return content === undefined ? undefined : parseJsonBytes(content, `the state of ${view}`);
}

function checkSelector(selector: EventSelector): EventSelector {
  if (!(selector instanceof EventSelector))
    throw new TypeError(
      `a query takes a selector, such as Selector.stream("accounts"), got ${describe(selector)}`,
    );
  selector.assertValid();
  selector.assertBound();
  return selector;
}
