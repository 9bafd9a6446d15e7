import "./textEncoding.js";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  streamOfSource,
  type Event,
  type EventData,
  type ExtensionValue,
  type ProspectiveEvent,
  type Timestamp,
} from "../domain/index.js";
import { extensionFromProto, extensionToProto, type ProtoAttribute } from "./extension.js";
import { CloudEventSchema, type CloudEvent } from "./gen/cloudevents_pb.js";

const SPEC_VERSION = "1.0";

/** An event, stored or not, as a message. What stands in `source` is the caller's: a URI, or a bare stream. */
export function eventToProto(event: Omit<ProspectiveEvent, "stream">, source: string): CloudEvent {
  return create(CloudEventSchema, {
    id: event.id,
    source,
    specVersion: SPEC_VERSION,
    type: event.type,
    attributes: attributesOf(event),
    data: dataToProto(event.data),
  });
}

function attributesOf({
  subject,
  time,
  dataContentType,
  dataSchema,
  extensions,
}: Omit<ProspectiveEvent, "stream">): Record<string, ProtoAttribute> {
  const attributes: [string, ExtensionValue][] = [];
  if (subject !== undefined) attributes.push(["subject", { kind: "string", value: subject }]);
  if (time !== undefined) attributes.push(["time", { kind: "timestamp", value: time }]);
  if (dataContentType !== undefined)
    attributes.push(["datacontenttype", { kind: "string", value: dataContentType }]);
  if (dataSchema !== undefined) attributes.push(["dataschema", { kind: "uri", value: dataSchema }]);
  attributes.push(...(extensions ?? []));
  // A null prototype: `__proto__` is a name like others.
  const map = Object.create(null) as Record<string, ProtoAttribute>;
  for (const [name, value] of attributes) map[name] = extensionToProto(value);
  return map;
}

function dataToProto(data: EventData | undefined): CloudEvent["data"] {
  switch (data?.kind) {
    case "text":
      return { case: "textData", value: data.text };
    case "binary":
      return { case: "binaryData", value: data.bytes };
    case undefined:
      return { case: undefined };
  }
}

/** What a message says of an event, beside its stream. The type of an attribute decides what it is. */
interface Attributes {
  readonly subject: string | undefined;
  readonly time: Timestamp | undefined;
  readonly dataContentType: string | undefined;
  readonly dataSchema: string | undefined;
  readonly extensions: ReadonlyMap<string, ExtensionValue>;
}

function attributesFrom(map: Readonly<Record<string, ProtoAttribute>>): Attributes {
  const extensions = new Map<string, ExtensionValue>();
  let subject: string | undefined;
  let time: Timestamp | undefined;
  let dataContentType: string | undefined;
  let dataSchema: string | undefined;
  for (const name of Object.keys(map)) {
    const given = map[name];
    if (given === undefined) continue;
    const value = extensionFromProto(name, given);
    if (name === "subject" && value.kind === "string") subject = value.value;
    else if (name === "time" && value.kind === "timestamp") time = value.value;
    else if (name === "datacontenttype" && value.kind === "string") dataContentType = value.value;
    else if (name === "dataschema" && (value.kind === "uri" || value.kind === "uri-ref"))
      dataSchema = value.value;
    else extensions.set(name, value);
  }
  return { subject, time, dataContentType, dataSchema, extensions };
}

function dataFrom({ data }: CloudEvent): EventData | undefined {
  switch (data.case) {
    case "textData":
      return { kind: "text", text: data.value };
    case "binaryData":
      return { kind: "binary", bytes: data.value };
    case "protoData":
      throw new RangeError(
        "an event's data are text or bytes; a protobuf message (proto_data) cannot be read by views: send it as binary_data",
      );
    case undefined:
      return undefined;
  }
}

/**
 * An event that a client wants to append: its source is the bare name of a stream.
 * @throws RangeError for what no event can be; the platform's rules are the database's to check.
 */
export function prospectiveFromProto(message: CloudEvent): ProspectiveEvent {
  if (message.specVersion !== SPEC_VERSION)
    throw new RangeError(
      `event ${JSON.stringify(message.id)} has spec_version ${JSON.stringify(message.specVersion)}; expected "${SPEC_VERSION}"`,
    );
  return {
    id: message.id,
    stream: message.source,
    type: message.type,
    ...attributesFrom(message.attributes),
    data: dataFrom(message),
  };
}

/**
 * A stored event.
 * @throws RangeError for a message that is none.
 */
export function eventFromProto(message: CloudEvent): Event {
  return {
    id: message.id,
    source: message.source,
    stream: streamOfSource(message.source),
    specversion: message.specVersion,
    type: message.type,
    ...attributesFrom(message.attributes),
    data: dataFrom(message),
  };
}

/** The event of `encodeEvent`'s bytes. */
export function decodeEvent(bytes: Uint8Array): Event {
  return eventFromProto(fromBinary(CloudEventSchema, bytes));
}

/** An event that is not stored yet in the bytes in which it is sent. */
export function encodeProspective(event: ProspectiveEvent): Uint8Array {
  return toBinary(CloudEventSchema, eventToProto(event, event.stream));
}

/** The event of {@link encodeProspective}'s bytes. */
export function decodeProspective(bytes: Uint8Array): ProspectiveEvent {
  return prospectiveFromProto(fromBinary(CloudEventSchema, bytes));
}
