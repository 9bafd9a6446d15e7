import type { StoredEvent } from "../database/index.js";
import type { Event, EventData, Extensions, Timestamp } from "../domain/index.js";
import { decodeEvent } from "./event.js";
import { encodeEvent } from "./eventBytes.js";

/**
 * A stored event over the bytes in which it is kept. They are decoded when something of it is asked
 * for that the store has not beside them, and can be sent on as they are.
 */
export class EncodedEvent implements StoredEvent {
  readonly revision: bigint;
  readonly effectiveTime: Timestamp;
  // No property, so that a copy of the event's members is nothing but the event.
  readonly #bytes: Uint8Array;
  #decoded: Event | undefined;

  constructor(bytes: Uint8Array, revision: bigint, effectiveTime: Timestamp) {
    this.#bytes = bytes;
    this.revision = revision;
    this.effectiveTime = effectiveTime;
  }

  get #event(): Event {
    return (this.#decoded ??= decodeEvent(this.#bytes));
  }

  /** The bytes in which it is kept. Not to be written on. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }
  get id(): string {
    return this.#event.id;
  }
  get source(): string {
    return this.#event.source;
  }
  get stream(): string {
    return this.#event.stream;
  }
  get specversion(): string {
    return this.#event.specversion;
  }
  get type(): string {
    return this.#event.type;
  }
  get subject(): string | undefined {
    return this.#event.subject;
  }
  get time(): Timestamp | undefined {
    return this.#event.time;
  }
  get dataContentType(): string | undefined {
    return this.#event.dataContentType;
  }
  get dataSchema(): string | undefined {
    return this.#event.dataSchema;
  }
  get data(): EventData | undefined {
    return this.#event.data;
  }
  get extensions(): Extensions {
    return this.#event.extensions;
  }
}

/** The bytes of a stored event, as they are kept where they are kept so. */
export function bytesOf(event: Event): Uint8Array {
  return event instanceof EncodedEvent ? event.bytes : encodeEvent(event);
}
