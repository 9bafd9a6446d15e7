import {
  customStateCodec,
  InvalidPayloadError,
  JsonError,
  jsonStateCodec,
} from "../codec/index.js";
import { StateViewError } from "../domain/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { describeFailure } from "./failure.js";

/** A view's state between its stored content and an instance of the view's class. */
export interface StoredState {
  /**
   * `undefined` when there is none yet.
   * @throws StateViewError when the content breaks a rule of the view's class.
   */
  decode(content: Uint8Array | undefined): object | undefined;
  /** @throws StateViewError for state that would not come back as it is. */
  encode(state: object): Uint8Array;
}

const prepared = new WeakMap<StateViewDefinition, StoredState>();

/** How a view's state is stored; prepared once for each definition. */
export function storedState(view: StateViewDefinition): StoredState {
  let known = prepared.get(view);
  if (known === undefined) {
    known = prepare(view);
    prepared.set(view, known);
  }
  return known;
}

function prepare(view: StateViewDefinition): StoredState {
  const { target, codec: own } = view;
  const codec = own === undefined ? jsonStateCodec(target) : customStateCodec(target, own);
  return {
    decode: (content) => {
      if (content === undefined || content.length === 0) return undefined;
      try {
        return codec.decode(content);
      } catch (cause) {
        throw stateError(view, "the stored state cannot be read", cause);
      }
    },
    encode: (state) => {
      try {
        return codec.encode(state);
      } catch (cause) {
        throw stateError(view, "the state cannot be stored", cause);
      }
    },
  };
}

/** The state that a view begins with. */
export function initialState(view: StateViewDefinition): object {
  try {
    return new view.target();
  } catch (cause) {
    throw stateError(view, "the first state cannot be made", cause);
  }
}

function stateError({ name }: StateViewDefinition, what: string, cause: unknown): StateViewError {
  const known = cause instanceof InvalidPayloadError || cause instanceof JsonError;
  const reason = `${what}: ${known ? cause.message : describeFailure(cause)}`;
  return new StateViewError({ view: name, at: "state", reason }, { cause });
}
