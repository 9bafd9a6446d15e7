import { customStateEncoder, jsonStateEncoder } from "../codec/index.js";
import type { StateViewDefinition } from "../model/definitions.js";
import { stateError } from "./stateError.js";

/** The state that a view begins with. */
export function initialState(view: StateViewDefinition): object {
  try {
    return new view.target();
  } catch (cause) {
    throw stateError(view, "the first state cannot be made", cause);
  }
}

/** How a view's state is stored; what it gives throws a StateViewError for state that would not come back as it is. */
export function stateEncoder(view: StateViewDefinition): (state: object) => Uint8Array {
  const { target, codec } = view;
  const encode = codec === undefined ? jsonStateEncoder(target) : customStateEncoder(target, codec);
  return (state) => {
    try {
      return encode(state);
    } catch (cause) {
      throw stateError(view, "the state cannot be stored", cause);
    }
  };
}
