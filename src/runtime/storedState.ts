import { customStateDecoder, jsonStateDecoder } from "../codec/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { stateError } from "./stateError.js";

/** A view's state, from its stored content to an instance of the view's class. */
export interface StoredState {
  /**
   * `undefined` when there is none yet.
   * @throws StateViewError when the content breaks a rule of the view's class.
   */
  decode(content: Uint8Array | undefined): object | undefined;
}

const prepared = new WeakMap<StateViewDefinition, StoredState>();

/** How a view's stored state is read; prepared once for each definition. */
export function storedState(view: StateViewDefinition): StoredState {
  let known = prepared.get(view);
  if (known === undefined) {
    known = prepare(view);
    prepared.set(view, known);
  }
  return known;
}

function prepare(view: StateViewDefinition): StoredState {
  const { target, codec } = view;
  const decode = codec === undefined ? jsonStateDecoder(target) : customStateDecoder(target, codec);
  return {
    decode: (content) => {
      if (content === undefined || content.length === 0) return undefined;
      try {
        return decode(content);
      } catch (cause) {
        throw stateError(view, "the stored state cannot be read", cause);
      }
    },
  };
}
