import { SAYS_ALL } from "./saysAll.js";
import type { Violation } from "./violation.js";

/** Where and why a fold stopped. */
export interface StateViewFailure {
  /** The name of the view. */
  readonly view: string;
  /** `state`: what was stored cannot be read, or what was folded cannot be stored. */
  readonly at: "state" | "event" | "request";
  /** The event that was being folded, by its id. */
  readonly eventId?: string | undefined;
  /** What that event says has happened. */
  readonly eventType?: string | undefined;
  /** The handler. */
  readonly member?: string | undefined;
  /** What went wrong, in words. */
  readonly reason: string;
  /** The broken rules, where the event's data broke its class's. */
  readonly violations?: readonly Violation[] | undefined;
}

/**
 * A fold that stopped: nothing was stored, and the state before it still stands. The same in plain
 * Node and from a component, which tells its host the failure.
 */
export class StateViewError extends Error {
  override readonly name = "StateViewError";
  /** Where and why it stopped. */
  readonly failure: StateViewFailure;

  /** The message is made from the failure. */
  constructor(failure: StateViewFailure, options?: ErrorOptions) {
    super(messageOf(failure), options);
    this.failure = failure;
  }

  [SAYS_ALL](): true {
    return true;
  }
}

function messageOf({ view, at, eventId, eventType, member, reason }: StateViewFailure): string {
  if (at !== "event") return `state view ${view}: ${reason}`;
  const handler = member === undefined ? "" : `, handler ${member}`;
  return `state view ${view}: event ${eventId ?? "?"} (${eventType ?? "?"}${handler}): ${reason}`;
}
