import {
  JsonError,
  parseJson,
  parseJsonBytes,
  payloadCodec,
  type PayloadCodec,
} from "../codec/index.js";
import { describe, isJsonContentType, type Class, type Event } from "../domain/index.js";

/** An event whose data something faster than this package may have parsed. */
export interface ParsedEvent extends Event {
  /** The data's JSON value, if it is said to be JSON and `parseJson` would give the same. */
  readonly parsedData: unknown;
}

/** Reads the data of events of one class. */
export type PayloadReader = (event: Event) => object;

/** A reader that throws an `InvalidPayloadError` or a `JsonError` for data that breaks the class's rules. */
export function payloadReader(target: Class): PayloadReader {
  const codec: PayloadCodec<object> = payloadCodec(target, "tolerant");
  return (event) => {
    const { parsedData } = event as Partial<ParsedEvent>;
    return codec.decode(parsedData === undefined ? jsonOf(event) : parsedData);
  };
}

/** Absent data is read as an empty object, so that the rules say what is missing. */
function jsonOf({ data, dataContentType }: Event): unknown {
  if (data === undefined) return {};
  if (dataContentType !== undefined && !isJsonContentType(dataContentType)) {
    throw new JsonError(`its data is of type ${describe(dataContentType)}, not JSON`);
  }
  return data.kind === "text"
    ? parseJson(data.text, "its data")
    : parseJsonBytes(data.bytes, "its data");
}
