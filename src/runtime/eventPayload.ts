import {
  decodeUtf8,
  JsonError,
  parseJson,
  payloadCodec,
  type PayloadCodec,
} from "../codec/index.js";
import { describe, isJsonContentType, type Class, type Event } from "../domain/index.js";

/** Reads the data of events of one class. */
export type PayloadReader = (event: Event) => object;

/** A reader that throws an `InvalidPayloadError` or a `JsonError` for data that breaks the class's rules. */
export function payloadReader(target: Class): PayloadReader {
  const codec: PayloadCodec<object> = payloadCodec(target, "tolerant");
  return (event) => codec.decode(jsonOf(event));
}

/** Absent data is read as an empty object, so that the rules say what is missing. */
function jsonOf({ data, dataContentType }: Event): unknown {
  if (data === undefined) return {};
  if (dataContentType !== undefined && !isJsonContentType(dataContentType)) {
    throw new JsonError(`its data is of type ${describe(dataContentType)}, not JSON`);
  }
  return parseJson(
    data.kind === "text" ? data.text : decodeUtf8(data.bytes, "its data"),
    "its data",
  );
}
