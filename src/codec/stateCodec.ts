import { describe, type Class } from "../domain/index.js";
import type { StateCodec } from "../model/options.js";
import { hasDiscriminators, unchosenIn } from "./discriminator.js";
import { encodeUtf8, JsonError, parseJson, parseJsonBytes, stringifyJson } from "./json.js";
import { payloadCodec } from "./payloadCodec.js";
import { difference } from "./state/difference.js";
import { getReady } from "./state/getReady.js";
import { lostInState } from "./state/lostInState.js";
import { formatViolation } from "./violation.js";

/**
 * The codec of views whose content is JSON: an instance of the view's class ⇄ UTF-8.
 * `encode` throws a `JsonError` for state that would not come back as it is.
 */
export function jsonStateCodec<S extends object>(target: Class<S>): StateCodec<S> {
  const codec = payloadCodec(target, "tolerant");
  const isDiscriminated = hasDiscriminators(target);
  // While a component is built, so that no fold has to.
  let proven = getReady(target);
  return {
    decode: (content) => codec.read?.(content) ?? codec.decode(parseJsonBytes(content, "it")),
    encode: (state) => {
      const unnamed: Parameters<typeof lostInState>[2] = [];
      const lost = lostInState(state, target, unnamed);
      if (lost !== undefined) throw new JsonError(lost);
      const plain = codec.encode(state);
      const [unchosen] = isDiscriminated ? unchosenIn(plain as object, target) : [];
      if (unchosen !== undefined) throw new JsonError(formatViolation(unchosen.violation));
      const text = stringifyJson(plain);
      if (!(proven ??= getReady(target))) {
        for (const { instance, discriminator } of unnamed)
          Reflect.deleteProperty(instance, discriminator);
        tryOut(state, codec.decode(parseJson(text, "it")));
      }
      return encodeUtf8(text);
    },
  };
}

/** What no shape proves is read again and compared. */
function tryOut(state: object, back: object): void {
  const lost = difference(state, back, true);
  if (lost === undefined) return;
  throw new JsonError(
    `${lost.path}: ${lost.reason}; what is written must be read as the same value: mend its @Transform, or use @Codec`,
  );
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
