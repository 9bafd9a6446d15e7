import {
  Timestamp,
  type Event,
  type EventData,
  type Extensions,
  type ExtensionValue,
  type ProspectiveEvent,
} from "../domain/index.js";

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
 * copy, and nobody who is given it can change it.
 */
export const storedEvent = (event: ProspectiveEvent, place: StoragePlace): StoredEvent =>
  new KeptEvent(event, place);

/** An instant that nobody can change. */
export function fixedTimestamp(instant: Timestamp): Timestamp {
  if (Object.isFrozen(instant)) return instant;
  return Object.freeze(new Timestamp(instant.seconds, instant.nanoseconds));
}

type Extension = readonly [name: string, value: ExtensionValue];

/**
 * Frozen. Maps and bytes cannot be frozen, so each who asks for them is given its own; they are
 * properties of the object like all others, so that it can be spread and compared.
 */
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
  declare readonly data: EventData | undefined;
  declare readonly extensions: Extensions;
  readonly revision: bigint;
  readonly effectiveTime: Timestamp;
  readonly #data: EventData | undefined;
  readonly #extensions: readonly Extension[];

  static readonly #dataProperty = {
    enumerable: true,
    get(this: KeptEvent): EventData | undefined {
      return this.#data?.kind === "binary" ? copiedData(this.#data) : this.#data;
    },
  };

  static readonly #extensionsProperty = {
    enumerable: true,
    get(this: KeptEvent): Extensions {
      return new Map(this.#extensions.map(([name, value]) => [name, handedOut(value)]));
    },
  };

  constructor(event: ProspectiveEvent, { database, revision, recordedAt, origin }: StoragePlace) {
    const recorded = fixedTimestamp(recordedAt);
    this.id = event.id;
    this.source = `${origin}/db/${database}/streams/${event.stream}`;
    this.stream = event.stream;
    this.specversion = "1.0";
    this.type = event.type;
    this.subject = event.subject;
    this.time = event.time && fixedTimestamp(event.time);
    this.dataContentType = event.dataContentType;
    this.dataSchema = event.dataSchema;
    this.revision = revision;
    this.effectiveTime = this.time ?? recorded;
    this.#data = event.data && Object.freeze(copiedData(event.data));
    this.#extensions = extensionsOf(event.extensions, revision, recorded);
    Object.defineProperty(this, "data", KeptEvent.#dataProperty);
    Object.defineProperty(this, "extensions", KeptEvent.#extensionsProperty);
    Object.freeze(this);
  }
}

const copiedData = (data: EventData): EventData =>
  data.kind === "text"
    ? { kind: "text", text: data.text }
    : { kind: "binary", bytes: data.bytes.slice() };

/** No published package settles how `sequence` is encoded; a decimal string carries 64 bits. */
function extensionsOf(
  own: Extensions = new Map(),
  revision: bigint,
  recordedAt: Timestamp,
): readonly Extension[] {
  const extensions: Extension[] = [];
  for (const [name, value] of own) extensions.push([name, fixedValue(value)]);
  extensions.push(
    ["sequence", Object.freeze({ kind: "string", value: String(revision) })],
    ["recordedtime", Object.freeze({ kind: "timestamp", value: recordedAt })],
  );
  return extensions;
}

function fixedValue(extension: ExtensionValue): ExtensionValue {
  switch (extension.kind) {
    case "binary":
      return { kind: "binary", value: extension.value.slice() };
    case "timestamp":
      return Object.freeze({ kind: "timestamp", value: fixedTimestamp(extension.value) });
    default:
      return Object.freeze({ ...extension });
  }
}

const handedOut = (extension: ExtensionValue): ExtensionValue =>
  extension.kind === "binary" ? { kind: "binary", value: extension.value.slice() } : extension;
