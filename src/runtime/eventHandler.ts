import { InvalidPayloadError, JsonError } from "../codec/index.js";
import { StateViewError, type Event } from "../domain/index.js";
import type { HandlerDefinition, StateViewDefinition } from "../model/definitions.js";
import { asAuthorCode, type AuthorCode } from "./authorCode.js";
import { payloadReader } from "./eventPayload.js";
import { describeFailure } from "./failure.js";

/**
 * Applies an event to a view's state, which is made when the first event needs it: events that are
 * passed over leave none behind.
 * @throws StateViewError when the event breaks a rule, or the author's method fails.
 */
export type EventHandler = (event: Event, state: () => object) => void;

/** A handler of one event type, which gets the event's data and the event. */
export function typedHandler(
  view: StateViewDefinition,
  { method, payload }: HandlerDefinition,
  authorCode: AuthorCode,
): EventHandler {
  const read = payload === undefined ? () => undefined : payloadReader(payload);
  const name = method as "handler";
  const call = asAuthorCode(
    authorCode,
    (state: StateWithMethods, data: object | undefined, event: Event) => state[name](data, event),
  );
  return (event, state) => {
    let data: object | undefined;
    try {
      data = read(event);
    } catch (error) {
      const invalid = error instanceof InvalidPayloadError || error instanceof JsonError;
      if (invalid && view.invalidEvents === "skip") return;
      // An author's rule that throws says nothing about the data.
      const reason = invalid ? error.message : describeFailure(error);
      throw eventError(view, method, event, reason, error);
    }
    const current = state();
    let result: unknown;
    try {
      result = call(current as StateWithMethods, data, event);
    } catch (error) {
      throw eventError(view, method, event, describeFailure(error), error);
    }
    if (result !== undefined) refusePromise(view, method, event, result);
  };
}

/** A handler of all other events, which gets the event alone. */
export function anyEventHandler(
  view: StateViewDefinition,
  { method }: HandlerDefinition,
  authorCode: AuthorCode,
): EventHandler {
  const name = method as "handler";
  const call = asAuthorCode(authorCode, (state: StateWithMethods, event: Event) =>
    state[name](event),
  );
  return (event, state) => {
    const current = state();
    let result: unknown;
    try {
      result = call(current as StateWithMethods, event);
    } catch (error) {
      throw eventError(view, method, event, describeFailure(error), error);
    }
    if (result !== undefined) refusePromise(view, method, event, result);
  };
}

/** A state by the methods that the decorators have recorded. */
interface StateWithMethods {
  handler(...args: readonly unknown[]): unknown;
}

function refusePromise(
  view: StateViewDefinition,
  method: string,
  event: Event,
  result: unknown,
): void {
  if (!(result instanceof Promise)) return;
  // The rejection, if there is one, must not surface elsewhere.
  result.catch(() => undefined);
  const reason = "the handler returned a promise; handlers must be synchronous";
  throw eventError(view, method, event, reason, undefined);
}

function eventError(
  { name }: StateViewDefinition,
  member: string,
  event: Event,
  reason: string,
  cause: unknown,
): StateViewError {
  const violations = cause instanceof InvalidPayloadError ? cause.violations : undefined;
  return new StateViewError(
    {
      view: name,
      at: "event",
      eventId: event.id,
      eventType: event.type,
      member,
      reason,
      violations,
    },
    { cause },
  );
}
