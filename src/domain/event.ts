import type { Extensions } from "./extensionValue.js";
import { MAX_REVISION } from "./revision.js";
import type { Timestamp } from "./timestamp.js";

/** An event's payload as it is stored: text, or bytes. */
export type EventData =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "binary"; readonly bytes: Uint8Array };

/**
 * A stored event.
 *
 * Every member is a getter: an engine may read it out of WebAssembly memory only when it is asked
 * for, so an `Event` is valid during the call that it was given to and must not be kept.
 */
export interface Event {
  /** Unique within its stream. */
  readonly id: string;
  /** The URI that ends in `/db/{database}/streams/{stream}`. */
  readonly source: string;
  /** The stream: what follows the first `/streams/` in the source. */
  readonly stream: string;
  /** The version of CloudEvents by which the event is written: `1.0`. */
  readonly specversion: string;
  /** What has happened, such as `account.opened`. */
  readonly type: string;
  /** What it has happened to; `undefined` for an event without a subject. */
  readonly subject: string | undefined;
  /** The effective time that the event carries, if any. */
  readonly time: Timestamp | undefined;
  /** The media type of the data. */
  readonly dataContentType: string | undefined;
  /** The URI of a schema of the data. */
  readonly dataSchema: string | undefined;
  /** What the event tells, as it is stored; `undefined` for nothing. */
  readonly data: EventData | undefined;
  /** All attributes but the ones above, `sequence` and `recordedtime` among them. */
  readonly extensions: Extensions;
}

/** An event that is not yet stored. */
export interface ProspectiveEvent {
  /** Unique within its stream. */
  readonly id: string;
  /** The stream that it is appended to. */
  readonly stream: string;
  /** What has happened, such as `account.opened`. */
  readonly type: string;
  /** What it has happened to; leave it out for an event without a subject. */
  readonly subject?: string | undefined;
  /** The effective time; may lie in the past or in the future. */
  readonly time?: Timestamp | undefined;
  /** The media type of the data. */
  readonly dataContentType?: string | undefined;
  /** The URI of a schema of the data. */
  readonly dataSchema?: string | undefined;
  /** What the event tells, as it will be stored. */
  readonly data?: EventData | undefined;
  /** All attributes but the ones above. */
  readonly extensions?: Extensions | undefined;
}

const STREAMS = "/streams/";

/** The stream in a source: what follows the first `/streams/`, or the whole of a bare stream name. */
export function streamOfSource(source: string): string {
  const at = source.indexOf(STREAMS);
  return at < 0 ? source : source.slice(at + STREAMS.length);
}

/** When the server recorded the event: its extension `recordedtime`. */
export function recordedTime(event: Event): Timestamp | undefined {
  const extension = event.extensions.get("recordedtime");
  return extension?.kind === "timestamp" ? extension.value : undefined;
}

/**
 * The revision at which the event is stored: its extension `sequence`. No published package settles
 * how the server encodes it; integers and decimal strings are understood, if they are revisions.
 */
export function sequence(event: Event): bigint | undefined {
  const extension = event.extensions.get("sequence");
  if (extension?.kind !== "integer" && extension?.kind !== "string") return undefined;
  const digits = String(extension.value);
  if (!/^\d{1,20}$/.test(digits)) return undefined;
  const revision = BigInt(digits);
  return revision <= MAX_REVISION ? revision : undefined;
}

/** When the event takes effect: its time, or else when it was recorded. */
export function effectiveTime(event: Event): Timestamp | undefined {
  return event.time ?? recordedTime(event);
}
