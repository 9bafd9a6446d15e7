import { describe, type Class } from "../domain/index.js";
import type { StateCodec } from "../model/options.js";
import { JsonError, parseJsonBytes } from "./json.js";
import { payloadCodec } from "./payloadCodec.js";

/** From the JSON of a state, in UTF-8, to an instance of the view's class. */
export function jsonStateDecoder<S extends object>(target: Class<S>): StateCodec<S>["decode"] {
  const codec = payloadCodec(target, "tolerant");
  return (content) => codec.read?.(content) ?? codec.decode(parseJsonBytes(content, "it"));
}

/** The same by an author's codec. */
export function customStateDecoder<S extends object>(
  target: Class<S>,
  codec: StateCodec,
): StateCodec<S>["decode"] {
  return (content) => {
    const state: unknown = codec.decode(content);
    if (state instanceof target) return state;
    throw new JsonError(
      `the codec of ${target.name} decoded ${describe(state)}; it must return an instance of ${target.name}`,
    );
  };
}
