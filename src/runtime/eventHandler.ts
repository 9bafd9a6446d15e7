import { InvalidPayloadError, JsonError, payloadCodec, type PayloadCodec } from "../codec/index.js";
import { StateViewError, type Class, type Event } from "../domain/index.js";
import type { HandlerDefinition, StateViewDefinition } from "../model/definitions.js";
import { UNWATCHED, type AuthorCode } from "./authorCode.js";
import { jsonOf, parsedData } from "./eventPayload.js";
import { describeFailure } from "./failure.js";

/** A fold that is going on. */
export interface Folding {
  /** Made when the first event needs it: events that are passed over leave none behind. */
  readonly state: object | undefined;
  /** Makes the state. */
  readonly begin: () => object;
}

/** What becomes of the events of a type. */
export interface EventHandler {
  /**
   * Applies an event to a view's state.
   * @throws StateViewError when the event breaks a rule, or the author's method fails.
   */
  readonly handle: (event: Event, folding: Folding) => void;
  /** Where an engine can read the event and call the method: the plan of the event's class, and the method. */
  readonly planned?: readonly [plan: number, method: string] | undefined;
  /** Sees that what the method has returned is no state. @throws StateViewError */
  readonly returned: (event: Event, state: object, result: unknown) => void;
  /** What is thrown when the method has thrown. */
  readonly thrown: (event: Event, error: unknown) => StateViewError;
}

/** What follows a call of the author's method. */
const afterwards = (
  view: StateViewDefinition,
  method: string,
): Pick<EventHandler, "returned" | "thrown"> => ({
  returned: (event, state, result) => {
    if (result !== undefined) refuseResult(view, method, event, state, result);
  },
  thrown: (event, error) => eventError(view, method, event, describeFailure(error), error),
});

/** A handler of one event type, which gets the event's data and the event. */
export function typedHandler(
  view: StateViewDefinition,
  { method, payload }: HandlerDefinition,
  authorCode: AuthorCode,
): EventHandler {
  const { decode, read, plan } = codecOf(payload);
  const name = method as "handler";
  const watch = authorCode === UNWATCHED ? undefined : authorCode;
  const { returned, thrown } = afterwards(view, method);
  const handle: EventHandler["handle"] = (event, folding) => {
    let data: object | undefined;
    if (decode !== undefined) {
      try {
        data = read?.(event) ?? decode(parsedData(event) ?? jsonOf(event));
      } catch (error) {
        if (skips(view, error)) return;
        throw dataError(view, method, event, error);
      }
    }
    const state = (folding.state ?? folding.begin()) as StateWithMethods;
    let result: unknown;
    try {
      // No function is made here unless it must be: this runs for every event.
      result =
        watch === undefined ? state[name](data, event) : watched(watch, state, name, data, event);
    } catch (error) {
      throw thrown(event, error);
    }
    if (result !== undefined) returned(event, state, result);
  };
  const planned = plan === undefined || watch !== undefined ? undefined : ([plan, method] as const);
  return { handle, planned, returned, thrown };
}

const codecOf = (payload: Class | undefined): Partial<PayloadCodec<object>> =>
  payload === undefined ? {} : payloadCodec(payload, "tolerant");

const watched = (
  authorCode: AuthorCode,
  state: StateWithMethods,
  name: "handler",
  ...args: readonly unknown[]
): unknown => authorCode.enter(() => state[name](...args));

/** A handler of all other events, which gets the event alone. */
export function anyEventHandler(
  view: StateViewDefinition,
  { method }: HandlerDefinition,
  authorCode: AuthorCode,
): EventHandler {
  const name = method as "handler";
  const { returned, thrown } = afterwards(view, method);
  const handle: EventHandler["handle"] = (event, folding) => {
    const state = (folding.state ?? folding.begin()) as StateWithMethods;
    let result: unknown;
    try {
      result = watched(authorCode, state, name, event);
    } catch (error) {
      throw thrown(event, error);
    }
    if (result !== undefined) returned(event, state, result);
  };
  return { handle, returned, thrown };
}

const isInvalid = (error: unknown): error is InvalidPayloadError | JsonError =>
  error instanceof InvalidPayloadError || error instanceof JsonError;

const skips = (view: StateViewDefinition, error: unknown): boolean =>
  view.invalidEvents === "skip" && isInvalid(error);

/** What is neither broken data nor a broken rule is described as an exception. */
function dataError(
  view: StateViewDefinition,
  method: string,
  event: Event,
  error: unknown,
): StateViewError {
  const reason = isInvalid(error) ? error.message : describeFailure(error);
  return eventError(view, method, event, reason, error);
}

/** A state by the methods that the decorators have recorded. */
interface StateWithMethods {
  handler(...args: readonly unknown[]): unknown;
}

/** Most handlers return nothing and never come here. */
function refuseResult(
  view: StateViewDefinition,
  method: string,
  event: Event,
  state: object,
  result: unknown,
): void {
  if (result instanceof Promise) {
    // The rejection, if there is one, must not surface elsewhere.
    result.catch(() => undefined);
    const reason = "the handler returned a promise; handlers must be synchronous";
    throw eventError(view, method, event, reason, undefined);
  }
  if (!looksLikeState(result, view) || result === state) return;
  const reason =
    "the handler returned a state, which would be dropped; change the properties of `this`, and return nothing";
  throw eventError(view, method, event, reason, undefined);
}

/** As reducers return it: an object with nothing but properties, or another instance of the view. */
function looksLikeState(result: unknown, { target }: StateViewDefinition): boolean {
  if (typeof result !== "object" || result === null) return false;
  if (result instanceof target) return true;
  const prototype = Object.getPrototypeOf(result) as object | null;
  return prototype === null || prototype === Object.prototype;
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
