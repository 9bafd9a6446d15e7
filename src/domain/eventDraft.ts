import type { Class, Fields } from "./class.js";
import type { ProspectiveEvent } from "./event.js";
import type { ExtensionInput } from "./extensionValue.js";
import type { TimestampLike } from "./timestamp.js";

/** What an event may be given beside its fields. */
export interface EventOptions {
  /** Default: what the class's `@Subject()` property holds. `null` for none. */
  readonly subject?: string | null;
  /** The effective time. Default: when the command was received. */
  readonly time?: TimestampLike;
  /** Default: a random UUID. */
  readonly id?: string;
  /** Default: the stream that `@DomainEvent` names. */
  readonly stream?: string;
  /** CloudEvents extensions. */
  readonly extensions?: Readonly<Record<string, ExtensionInput>>;
}

/** Marks drafts. */
export const DRAFT: unique symbol = Symbol.for("evidentsource.functions.event-draft");

/**
 * An event as a decision states it. What it leaves open is filled in when the decision returns: from
 * the class's decorators, the command's receipt time, and randomness for the id.
 */
export interface EventDraft<E extends object = object> {
  readonly [DRAFT]: true;
  /** The class that carries `@DomainEvent`. */
  readonly eventClass: Class<E>;
  /** An instance of it, with the fields that were given. */
  readonly payload: E;
  /** What was given beside the fields. */
  readonly options: EventOptions;
}

/** What a decision can emit, and a database speculate with. */
export type EmittedEvent = EventDraft | ProspectiveEvent;

/**
 * States that an event happens.
 *
 * @example
 * return event(AccountDebited, { accountId: this.accountId, amount: this.amount });
 */
export function event<E extends object>(
  eventClass: Class<E>,
  fields: Fields<E>,
  options: EventOptions = {},
): EventDraft<E> {
  const payload = Object.assign(new eventClass(), fields);
  return { [DRAFT]: true, eventClass, payload, options };
}

export function isEventDraft(value: unknown): value is EventDraft {
  return typeof value === "object" && value !== null && DRAFT in value;
}
