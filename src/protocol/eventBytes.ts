import { toBinary } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import type { Event, EventData, ExtensionValue, Timestamp } from "../domain/index.js";
import { extensionToProto } from "./extension.js";
import {
  CloudEvent_CloudEventAttributeValueSchema as ValueSchema,
  CloudEventSchema,
} from "./gen/cloudevents_pb.js";
import { MessageWriter } from "./messageWriter.js";
import { timestampToProto } from "./timestamp.js";

const EVENT = {
  id: CloudEventSchema.field.id.number,
  source: CloudEventSchema.field.source.number,
  specVersion: CloudEventSchema.field.specVersion.number,
  type: CloudEventSchema.field.type.number,
  attributes: CloudEventSchema.field.attributes.number,
  binaryData: CloudEventSchema.field.binaryData.number,
  textData: CloudEventSchema.field.textData.number,
};
const VALUE = {
  string: ValueSchema.field.ceString.number,
  uri: ValueSchema.field.ceUri.number,
  timestamp: ValueSchema.field.ceTimestamp.number,
};
/** Of an entry of a map. */
const [KEY, OF_KEY] = [1, 2];
const SECONDS = TimestampSchema.field.seconds.number;
const NANOS = TimestampSchema.field.nanos.number;

/** All messages that are written by hand are written with this one. */
export const messages = new MessageWriter();

/**
 * A stored event in the bytes in which it is kept and sent. They are what the library makes of
 * `eventToProto`, at a fraction of its time: every event that is appended comes by here.
 */
export function encodeEvent(event: Event): Uint8Array {
  return messages.written((to) => {
    writePresent(to, EVENT.id, event.id);
    writePresent(to, EVENT.source, event.source);
    writePresent(to, EVENT.specVersion, event.specversion);
    writePresent(to, EVENT.type, event.type);
    writeAttributes(to, event);
    writeData(to, event.data);
  });
}

function writePresent(to: MessageWriter, field: number, text: string): void {
  if (text !== "") to.text(field, text);
}

function writeAttributes(to: MessageWriter, event: Event): void {
  const { subject, time, dataContentType, dataSchema } = event;
  if (subject !== undefined) writeText(to, "subject", VALUE.string, subject);
  if (time !== undefined) writeInstant(to, "time", time);
  if (dataContentType !== undefined)
    writeText(to, "datacontenttype", VALUE.string, dataContentType);
  if (dataSchema !== undefined) writeText(to, "dataschema", VALUE.uri, dataSchema);
  for (const [name, value] of event.extensions) writeExtension(to, name, value);
}

function writeExtension(to: MessageWriter, name: string, extension: ExtensionValue): void {
  switch (extension.kind) {
    case "string":
      writeText(to, name, VALUE.string, extension.value);
      break;
    case "timestamp":
      writeInstant(to, name, extension.value);
      break;
    default: {
      const entry = openEntry(to, name);
      to.bytes(OF_KEY, toBinary(ValueSchema, extensionToProto(extension)));
      to.close(entry);
    }
  }
}

function writeText(to: MessageWriter, name: string, field: number, text: string): void {
  const entry = openEntry(to, name);
  const value = to.open(OF_KEY);
  to.text(field, text);
  to.close(value);
  to.close(entry);
}

function writeInstant(to: MessageWriter, name: string, instant: Timestamp): void {
  const entry = openEntry(to, name);
  const value = to.open(OF_KEY);
  writeTimestamp(to, VALUE.timestamp, instant);
  to.close(value);
  to.close(entry);
}

function openEntry(to: MessageWriter, name: string): number {
  const entry = to.open(EVENT.attributes);
  to.text(KEY, name);
  return entry;
}

/** An instant as the value of a field. */
export function writeTimestamp(to: MessageWriter, field: number, instant: Timestamp): void {
  const seconds = Number(instant.seconds);
  if (seconds < 0 || seconds > Number.MAX_SAFE_INTEGER) {
    to.bytes(field, toBinary(TimestampSchema, timestampToProto(instant)));
    return;
  }
  const message = to.open(field);
  if (seconds > 0) to.number(SECONDS, seconds);
  if (instant.nanoseconds > 0) to.number(NANOS, instant.nanoseconds);
  to.close(message);
}

function writeData(to: MessageWriter, data: EventData | undefined): void {
  switch (data?.kind) {
    case "text":
      to.text(EVENT.textData, data.text);
      break;
    case "binary":
      to.bytes(EVENT.binaryData, data.bytes);
      break;
    case undefined:
  }
}
