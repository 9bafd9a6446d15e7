import type { Parameter } from "./parameter.js";

/** The attributes that a selector can look at, in the WIT's words. */
export type AttributeKind = "stream" | "subject" | "event-type";

/** An attribute with a value; a subject of `null` means that the event has none. */
export type EventAttribute =
  | { readonly kind: "stream"; readonly value: string }
  | { readonly kind: "subject"; readonly value: string | null }
  | { readonly kind: "event-type"; readonly value: string };

/** The attribute of a kind with a value; only a subject can be absent, so elsewhere `null` is no text. */
export function eventAttribute(kind: AttributeKind, value: string | null): EventAttribute {
  return kind === "subject" ? { kind, value } : { kind, value: value ?? "" };
}

/** As {@link EventAttribute}, where a parameter may stand for the value. */
export type AttributePattern =
  | { readonly kind: "stream"; readonly value: string | Parameter }
  | { readonly kind: "subject"; readonly value: string | Parameter | null }
  | { readonly kind: "event-type"; readonly value: string | Parameter };

/** An attribute with the beginning of a value. */
export interface PrefixPattern {
  readonly kind: AttributeKind;
  readonly value: string | Parameter;
}

/** What a selector asks of an event. */
export interface Selectable {
  /** The stream that it is in. */
  readonly stream: string;
  /** What has happened. */
  readonly type: string;
  /** What it has happened to; `undefined` for nothing. */
  readonly subject?: string | undefined;
}

/** The event's value of an attribute; `null` for a subject that it has not. */
export function attributeOf(event: Selectable, kind: AttributeKind): string | null {
  switch (kind) {
    case "stream":
      return event.stream;
    case "subject":
      return event.subject ?? null;
    case "event-type":
      return event.type;
  }
}
