import {
  isJsonContentType,
  type Event,
  type EventData,
  type ExtensionValue,
  type ProspectiveEvent,
} from "../../domain/index.js";
import { encodeUtf8 } from "../../codec/json.js";
import { toBase64 } from "./base64.js";
import { JsonText, writeJson } from "./writeJson.js";

/** A stored event in the JSON format of CloudEvents 1.0. */
export const eventToJson = (event: Event): JsonText => written(event, event.source);

/** An event that is not stored; its source is the bare name of its stream. */
export const prospectiveToJson = (event: ProspectiveEvent): JsonText =>
  written(event, event.stream);

function written(event: Omit<ProspectiveEvent, "stream">, source: string): JsonText {
  const { id, type, subject, time, dataContentType, dataSchema, extensions } = event;
  const members: [string, unknown][] = [
    ["specversion", "1.0"],
    ["id", id],
    ["source", source],
    ["type", type],
    ["subject", subject],
    ["time", time],
    ["datacontenttype", dataContentType],
    ["dataschema", dataSchema],
  ];
  for (const [name, value] of extensions ?? []) members.push([name, extensionToJson(value)]);
  members.push(...dataToJson(event.data, dataContentType));
  return new JsonText(writeJson(new Map(members)));
}

function extensionToJson({ kind, value }: ExtensionValue): unknown {
  return kind === "binary" ? toBase64(value) : value;
}

/**
 * JSON stands in the event as it was sent, text of another type as a string, and all else as Base64:
 * bytes, and text that its content type calls JSON though it is none.
 */
function dataToJson(
  data: EventData | undefined,
  contentType: string | undefined,
): [string, unknown][] {
  if (data === undefined) return [];
  if (data.kind === "binary") return [["data_base64", toBase64(data.bytes)]];
  if (contentType !== undefined && !isJsonContentType(contentType)) return [["data", data.text]];
  return isJson(data.text)
    ? [["data", new JsonText(data.text)]]
    : [["data_base64", toBase64(encodeUtf8(data.text))]];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
