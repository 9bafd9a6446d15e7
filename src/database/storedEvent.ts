import {
  Timestamp,
  type Event,
  type EventData,
  type Extensions,
  type ExtensionValue,
  type ProspectiveEvent,
} from "../domain/index.js";
import { copiedBytes } from "./copiedBytes.js";

/** A stored event with its revision. */
export interface StoredEvent extends Event {
  readonly revision: bigint;
  /** Its time, or else when it was recorded. */
  readonly effectiveTime: Timestamp;
}

/** Where and when an event is stored. */
export interface StoragePlace {
  readonly database: string;
  readonly revision: bigint;
  readonly recordedAt: Timestamp;
  /** What its source begins with: scheme and host. */
  readonly origin: string;
}

/**
 * The event as the platform stores it: with a source, and the extensions that the server adds. It is a
 * copy, and nobody who is given it can change it. Its `extensions` are made for whoever asks.
 */
export const storedEvent = (event: ProspectiveEvent, place: StoragePlace): StoredEvent =>
  new KeptEvent(event, place);

/** An instant that nobody can change. */
export function fixedTimestamp(instant: Timestamp): Timestamp {
  if (Object.isFrozen(instant)) return instant;
  return Object.freeze(new Timestamp(instant.seconds, instant.nanoseconds));
}

type Extension = readonly [name: string, value: ExtensionValue];

/** Frozen. Maps and bytes cannot be frozen, so each who asks for them is given its own. */
class KeptEvent implements StoredEvent {
  readonly id: string;
  readonly source: string;
  readonly stream: string;
  readonly specversion: string;
  readonly type: string;
  readonly subject: string | undefined;
  readonly time: Timestamp | undefined;
  readonly dataContentType: string | undefined;
  readonly dataSchema: string | undefined;
  readonly data: EventData | undefined;
  readonly revision: bigint;
  readonly effectiveTime: Timestamp;
  /** Its own; the server's follow from where and when it is stored. */
  readonly #extensions: readonly Extension[] | undefined;
  readonly #recordedAt: Timestamp;

  constructor(event: ProspectiveEvent, { database, revision, recordedAt, origin }: StoragePlace) {
    this.#recordedAt = fixedTimestamp(recordedAt);
    this.id = event.id;
    this.source = `${origin}/db/${database}/streams/${event.stream}`;
    this.stream = event.stream;
    this.specversion = "1.0";
    this.type = event.type;
    this.subject = event.subject;
    this.time = event.time && fixedTimestamp(event.time);
    this.dataContentType = event.dataContentType;
    this.dataSchema = event.dataSchema;
    this.data = event.data && fixedData(event.data);
    this.revision = revision;
    this.effectiveTime = this.time ?? this.#recordedAt;
    this.#extensions =
      event.extensions &&
      Array.from(event.extensions, ([name, value]): Extension => [name, fixedValue(value)]);
    Object.freeze(this);
  }

  get extensions(): Extensions {
    const extensions = new Map<string, ExtensionValue>();
    for (const [name, value] of this.#extensions ?? []) extensions.set(name, value);
    // No published package settles how `sequence` is encoded; a decimal string carries 64 bits.
    extensions.set("sequence", { kind: "string", value: String(this.revision) });
    extensions.set("recordedtime", { kind: "timestamp", value: this.#recordedAt });
    return extensions;
  }
}

function fixedData(data: EventData): EventData {
  if (data.kind === "text") return Object.freeze({ kind: "text", text: data.text });
  const kept = copiedBytes(data.bytes);
  return Object.freeze({
    kind: "binary",
    get bytes() {
      return copiedBytes(kept);
    },
  });
}

function fixedValue(extension: ExtensionValue): ExtensionValue {
  switch (extension.kind) {
    case "binary": {
      const kept = copiedBytes(extension.value);
      return Object.freeze({
        kind: "binary",
        get value() {
          return copiedBytes(kept);
        },
      });
    }
    case "timestamp":
      return Object.freeze({ kind: "timestamp", value: fixedTimestamp(extension.value) });
    default:
      return Object.freeze({ ...extension });
  }
}
