import {
  customStateCodec,
  InvalidPayloadError,
  JsonError,
  jsonStateCodec,
} from "../codec/index.js";
import { StateViewError, type Event, type RenderedStateView } from "../domain/index.js";
import type { HandlerDefinition, StateViewDefinition } from "../model/definitions.js";
import type { StateCodec } from "../model/options.js";
import { UNWATCHED, type AuthorCode } from "./authorCode.js";
import { payloadReader, type PayloadReader } from "./eventPayload.js";
import { describeFailure } from "./failure.js";

/** A state view that can fold. */
export interface StateView {
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
  /** The state as an instance of the view's class; `undefined` when there is none yet. */
  decode(content: Uint8Array | undefined): object | undefined;
  /** An instance of the view's class as it is stored. */
  encode(state: object): Uint8Array;
}

/** The state is made when the first event needs it: events that are passed over leave none behind. */
type Handle = (event: Event, state: () => object) => void;

export interface StateViewOptions {
  readonly authorCode?: AuthorCode;
}

/** Prepares a view for folding: one look-up an event. */
export function stateView(
  definition: StateViewDefinition,
  { authorCode = UNWATCHED }: StateViewOptions = {},
): StateView {
  const codec = stateCodec(definition);
  const handlers = new Map<string, Handle>();
  for (const [type, handler] of definition.handlers) {
    handlers.set(type, typedHandler(definition, handler, authorCode));
  }
  const { anyHandler } = definition;
  const any =
    anyHandler === undefined ? undefined : eventHandler(definition, anyHandler, authorCode);

  const decode = (content: Uint8Array | undefined): object | undefined =>
    content === undefined || content.length === 0
      ? undefined
      : decodeState(definition, codec, content);

  return {
    definition,
    decode,
    encode: (state) => encodeState(definition, codec, state),
    evolve: ({ content }, events) => {
      let state: object | undefined;
      const current = (): object =>
        (state ??= decode(content) ?? authorCode.enter(() => initialState(definition)));
      for (const event of events) {
        const handle = handlers.get(event.type) ?? any;
        handle?.(event, current);
      }
      return state === undefined ? content : encodeState(definition, codec, state);
    },
  };
}

function stateCodec({ target, codec }: StateViewDefinition): StateCodec {
  return codec === undefined ? jsonStateCodec(target) : customStateCodec(target, codec);
}

function typedHandler(
  view: StateViewDefinition,
  handler: HandlerDefinition,
  { enter }: AuthorCode,
): Handle {
  const { method, payload } = handler;
  const read = payload === undefined ? () => undefined : payloadReader(payload);
  return (event, state) => {
    const data = readPayload(view, method, read, event);
    if (data === SKIPPED) return;
    const current = state();
    enter(() => {
      call(view, method, current, event, [data, event]);
    });
  };
}

function eventHandler(
  view: StateViewDefinition,
  { method }: HandlerDefinition,
  { enter }: AuthorCode,
): Handle {
  return (event, state) => {
    const current = state();
    enter(() => {
      call(view, method, current, event, [event]);
    });
  };
}

const SKIPPED = Symbol("skipped");

function readPayload(
  view: StateViewDefinition,
  method: string,
  read: PayloadReader | (() => undefined),
  event: Event,
): object | undefined | typeof SKIPPED {
  try {
    return read(event);
  } catch (error) {
    const invalid = error instanceof InvalidPayloadError || error instanceof JsonError;
    // An author's rule that throws says nothing about the data.
    if (!invalid) throw eventError(view, method, event, describeFailure(error), error);
    if (view.invalidEvents === "skip") return SKIPPED;
    throw eventError(view, method, event, error.message, error);
  }
}

function call(
  view: StateViewDefinition,
  method: string,
  state: object,
  event: Event,
  args: readonly unknown[],
): void {
  let result: unknown;
  try {
    const handle = Reflect.get(state, method) as (...given: unknown[]) => unknown;
    result = Reflect.apply(handle, state, args);
  } catch (error) {
    throw eventError(view, method, event, describeFailure(error), error);
  }
  if (result instanceof Promise) {
    // The rejection, if there is one, must not surface elsewhere.
    result.catch(() => undefined);
    throw eventError(
      view,
      method,
      event,
      "the handler returned a promise; handlers must be synchronous",
      undefined,
    );
  }
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

function initialState(view: StateViewDefinition): object {
  try {
    return new view.target();
  } catch (cause) {
    throw stateError(view, "the first state cannot be made", cause);
  }
}

function decodeState(view: StateViewDefinition, codec: StateCodec, content: Uint8Array): object {
  try {
    return codec.decode(content);
  } catch (cause) {
    throw stateError(view, "the stored state cannot be read", cause);
  }
}

function encodeState(view: StateViewDefinition, codec: StateCodec, state: object): Uint8Array {
  try {
    return codec.encode(state);
  } catch (cause) {
    throw stateError(view, "the state cannot be stored", cause);
  }
}

function stateError({ name }: StateViewDefinition, what: string, cause: unknown): StateViewError {
  const known = cause instanceof InvalidPayloadError || cause instanceof JsonError;
  const reason = `${what}: ${known ? cause.message : describeFailure(cause)}`;
  return new StateViewError({ view: name, at: "state", reason }, { cause });
}
