import type { Class } from "../domain/index.js";
import type { StateCodec } from "../model/options.js";
import { customStateDecoder, jsonStateDecoder } from "./stateDecoder.js";
import { customStateEncoder, jsonStateEncoder } from "./stateEncoder.js";

/**
 * The codec of views whose content is JSON: an instance of the view's class ⇄ UTF-8.
 * `encode` throws a `JsonError` for state that would not come back as it is.
 */
export const jsonStateCodec = <S extends object>(target: Class<S>): StateCodec<S> => ({
  decode: jsonStateDecoder(target),
  encode: jsonStateEncoder(target),
});

/** An author's codec, held to its promise: bytes out, an instance of the view's class in. */
export const customStateCodec = <S extends object>(
  target: Class<S>,
  codec: StateCodec,
): StateCodec<S> => ({
  decode: customStateDecoder(target, codec),
  encode: customStateEncoder(target, codec),
});
