import {
  customStateCodec,
  InvalidPayloadError,
  JsonError,
  parseJsonBytes,
  type PayloadCodec,
} from "../../codec/index.js";
import { StateViewError, type Class, messageOf } from "../../domain/index.js";
import type { CodecSource } from "./classCodecs.js";
import type { ViewClass } from "./classRecords.js";

/**
 * A view's content as an instance of its class.
 * @throws StateViewError when it breaks a rule of the class.
 */
export async function decodeState<V extends object>(
  target: Class<V>,
  { name, codec }: ViewClass,
  content: Uint8Array | undefined,
  codecs: CodecSource,
): Promise<V | undefined> {
  if (content === undefined || content.length === 0) return undefined;
  const { decode } =
    codec === undefined
      ? jsonBytes((await codecs())(target, "tolerant"))
      : customStateCodec(target, codec);
  try {
    return decode(content);
  } catch (cause) {
    const known = cause instanceof InvalidPayloadError || cause instanceof JsonError;
    const reason = `the stored state cannot be read: ${known ? cause.message : messageOf(cause)}`;
    throw new StateViewError({ view: name, at: "state", reason }, { cause });
  }
}

const jsonBytes = <V extends object>({
  decode,
}: PayloadCodec<V>): { readonly decode: (content: Uint8Array) => V } => ({
  decode: (content) => decode(parseJsonBytes(content, "it")),
});
