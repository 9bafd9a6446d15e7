import { JsonError, natives, parseJson, parseJsonBytes } from "../codec/index.js";
import { describe, isJsonContentType, type Event } from "../domain/index.js";

/** What the engine has parsed of a stored event, if it has, and if `parseJson` would give the same. */
export const parsedData: (event: Event) => unknown = natives.eventJson ?? (() => undefined);

/**
 * The JSON value of an event's data; absent data is read as an empty object, so that the rules say what
 * is missing.
 * @throws JsonError when the data is no JSON.
 */
export function jsonOf({ data, dataContentType }: Event): unknown {
  if (data === undefined) return {};
  if (dataContentType !== undefined && !isJsonContentType(dataContentType)) {
    throw new JsonError(`its data is of type ${describe(dataContentType)}, not JSON`);
  }
  return data.kind === "text"
    ? parseJson(data.text, "its data")
    : parseJsonBytes(data.bytes, "its data");
}
