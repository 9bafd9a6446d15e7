import { describe, type Class } from "../domain/index.js";
import type { StateCodec } from "../model/options.js";
import { encodeUtf8, JsonError, parseJsonBytes, stringifyJson } from "./json.js";
import { hasDiscriminators, unchosenIn } from "./discriminator.js";
import { payloadCodec } from "./payloadCodec.js";
import { restoreKeyOrder } from "./keyOrder.js";
import { lostInState } from "./stateSurvival.js";
import { formatViolation } from "./violation.js";

/**
 * The codec of views whose content is JSON: an instance of the view's class ⇄ UTF-8.
 * `encode` throws a `JsonError` for state that would not come back as it is.
 */
export function jsonStateCodec<S extends object>(target: Class<S>): StateCodec<S> {
  const codec = payloadCodec(target, "tolerant");
  const isDiscriminated = hasDiscriminators(target);
  return {
    decode: (content) => codec.decode(parseJsonBytes(content, "it")),
    encode: (state) => {
      const lost = lostInState(state, target);
      if (lost !== undefined) throw new JsonError(lost);
      restoreKeyOrder(state);
      const plain = codec.encode(state);
      const [unchosen] = isDiscriminated ? unchosenIn(plain as object, target) : [];
      if (unchosen !== undefined) throw new JsonError(formatViolation(unchosen));
      return encodeUtf8(stringifyJson(plain));
    },
  };
}

/** An author's codec, held to its promise: bytes out, an instance of the view's class in. */
export function customStateCodec<S extends object>(
  target: Class<S>,
  codec: StateCodec,
): StateCodec<S> {
  return {
    decode: (content) => {
      const state: unknown = codec.decode(content);
      if (state instanceof target) return state;
      throw new JsonError(
        `the codec of ${target.name} decoded ${describe(state)}; it must return an instance of ${target.name}`,
      );
    },
    encode: (state) => {
      const content: unknown = codec.encode(state);
      if (content instanceof Uint8Array) return content;
      throw new JsonError(
        `the codec of ${target.name} encoded to ${describe(content)}; it must return a Uint8Array`,
      );
    },
  };
}
