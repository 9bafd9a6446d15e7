import type { Event } from "./event.js";

/** A stored event with its data as an instance of its class. */
export interface DecodedEvent<E extends object = object> {
  /** Its data, as an instance of its class. */
  readonly payload: E;
  /** The event itself. */
  readonly event: Event;
}
