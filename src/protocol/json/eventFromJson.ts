import { describe, isJsonContentType, streamOfSource } from "../../domain/index.js";
import type { Event, EventData, ExtensionValue, ProspectiveEvent } from "../../domain/index.js";
import { fromBase64 } from "./base64.js";
import { instant, membersOf, stringMember, type Members } from "./members.js";

const OWN = ["id", "source", "specversion", "type", "subject", "time"];
const OF_DATA = ["datacontenttype", "dataschema", "data", "data_base64"];

/**
 * A prospective event in the JSON format of CloudEvents 1.0: its `source` is the bare name of a stream, or
 * that of an event that was read (`sentBack`).
 * Data that are JSON are kept to the letter, with every digit of their numbers.
 * @throws RangeError for what no event can be; the platform's rules are the database's to check.
 */
export function eventFromJson(text: string, where: string): ProspectiveEvent {
  const { source, ...event } = partsFrom(text, where);
  return { ...event, stream: source };
}

/**
 * A stored event in the JSON format of CloudEvents 1.0. JSON has one kind for all texts; of the
 * extensions, when an event was recorded is known to be an instant.
 */
export function storedEventFromJson(text: string, where: string): Event {
  const { extensions, ...event } = partsFrom(text, where);
  const recorded = extensions.get("recordedtime");
  return {
    ...event,
    stream: streamOfSource(event.source),
    specversion: "1.0",
    extensions:
      recorded?.kind === "string"
        ? new Map([...extensions, ["recordedtime", instantExtension(recorded.value, where)]])
        : extensions,
  };
}

const instantExtension = (text: string, where: string): ExtensionValue => ({
  kind: "timestamp",
  value: instant(text, `${where}.recordedtime`),
});

type Parts = Omit<Event, "stream" | "specversion">;

function partsFrom(text: string, where: string): Parts {
  const members = membersOf(text, where);
  const specversion = required(members, "specversion", where);
  if (specversion !== "1.0")
    throw new RangeError(`${where}.specversion must be "1.0", got ${describe(specversion)}`);
  const time = members.get("time")?.value ?? undefined;
  const dataContentType = stringMember(members, "datacontenttype", where);
  return {
    id: required(members, "id", where),
    source: required(members, "source", where),
    type: required(members, "type", where),
    subject: stringMember(members, "subject", where),
    time: time === undefined ? undefined : instant(time, `${where}.time`),
    dataContentType,
    dataSchema: stringMember(members, "dataschema", where),
    data: dataFrom(members, dataContentType, where),
    extensions: extensionsFrom(members, where),
  };
}

function required(members: Members, name: string, where: string): string {
  const value = stringMember(members, name, where);
  if (value === undefined) throw new RangeError(`${where}.${name} is missing`);
  return value;
}

/** CloudEvents' JSON format 1.0 §3.1: without a content type, data are JSON. */
function dataFrom(
  members: Members,
  contentType: string | undefined,
  where: string,
): EventData | undefined {
  const base64 = stringMember(members, "data_base64", where);
  const data = members.get("data");
  if (base64 !== undefined) {
    if (data !== undefined)
      throw new RangeError(`${where} has both data and data_base64; an event has one of them`);
    return { kind: "binary", bytes: bytesOfBase64(base64, where) };
  }
  if (data === undefined) return undefined;
  const isJson = contentType === undefined || isJsonContentType(contentType);
  // Text of another type is a JSON string; what is no string there is JSON all the same (§3.1.1).
  if (!isJson && typeof data.value === "string") return { kind: "text", text: data.value };
  return { kind: "text", text: data.text };
}

function bytesOfBase64(text: string, where: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes === undefined) throw new RangeError(`${where}.data_base64 is no Base64 (RFC 4648 §4)`);
  return bytes;
}

/** All other members. JSON has no marks for the other kinds, so a string is a string. */
function extensionsFrom(members: Members, where: string): ReadonlyMap<string, ExtensionValue> {
  const extensions = new Map<string, ExtensionValue>();
  for (const [name, { value }] of members) {
    if (OWN.includes(name) || OF_DATA.includes(name) || value === null) continue;
    switch (typeof value) {
      case "boolean":
        extensions.set(name, { kind: "boolean", value });
        break;
      case "number":
        extensions.set(name, { kind: "integer", value });
        break;
      case "string":
        extensions.set(name, { kind: "string", value });
        break;
      default:
        throw new RangeError(
          `${where}.${name} must be a boolean, an integer of 32 bits or a string, got ${describe(value)}`,
        );
    }
  }
  return extensions;
}
