import {
  customStateCodec,
  InvalidPayloadError,
  JsonError,
  parseJsonBytes,
} from "../../codec/index.js";
import { StateViewError, type Class, messageOf } from "../../domain/index.js";
import type { ClassCodecs } from "./classCodecs.js";
import type { ViewClass } from "./classRecords.js";

/**
 * A view's content as an instance of its class.
 * @throws StateViewError when it breaks a rule of the class.
 */
export function decodeState<V extends object>(
  target: Class<V>,
  { name, codec }: ViewClass,
  content: Uint8Array | undefined,
  codecs: ClassCodecs,
): V | undefined {
  if (content === undefined || content.length === 0) return undefined;
  try {
    return codec === undefined
      ? codecs(target, "tolerant").decode(parseJsonBytes(content, "it"))
      : customStateCodec(target, codec).decode(content);
  } catch (cause) {
    const known = cause instanceof InvalidPayloadError || cause instanceof JsonError;
    const reason = `the stored state cannot be read: ${known ? cause.message : messageOf(cause)}`;
    throw new StateViewError({ view: name, at: "state", reason }, { cause });
  }
}
