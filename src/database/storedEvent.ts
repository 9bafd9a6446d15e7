import type {
  Event,
  Extensions,
  ExtensionValue,
  ProspectiveEvent,
  Timestamp,
} from "../domain/index.js";

/** A stored event with its revision. */
export interface StoredEvent extends Event {
  /** Its place in the log of the database, from 1. */
  readonly revision: bigint;
  /** Its time, or else when it was recorded. */
  readonly effectiveTime: Timestamp;
}

/** Where and when an event is stored. */
export interface StoragePlace {
  readonly database: string;
  readonly revision: bigint;
  readonly recordedAt: Timestamp;
}

/** The event as the platform stores it: with a source, and the extensions that the server adds. */
export function storedEvent(
  event: ProspectiveEvent,
  { database, revision, recordedAt }: StoragePlace,
): StoredEvent {
  return {
    id: event.id,
    source: `http://localhost/db/${database}/streams/${event.stream}`,
    stream: event.stream,
    specversion: "1.0",
    type: event.type,
    subject: event.subject,
    time: event.time,
    dataContentType: event.dataContentType,
    dataSchema: event.dataSchema,
    data: event.data,
    extensions: withServerExtensions(event.extensions, revision, recordedAt),
    revision,
    effectiveTime: event.time ?? recordedAt,
  };
}

/** No published package settles how `sequence` is encoded; a decimal string carries 64 bits. */
function withServerExtensions(
  own: Extensions = new Map(),
  revision: bigint,
  recordedAt: Timestamp,
): Extensions {
  return new Map<string, ExtensionValue>([
    ...own,
    ["sequence", { kind: "string", value: String(revision) }],
    ["recordedtime", { kind: "timestamp", value: recordedAt }],
  ]);
}
