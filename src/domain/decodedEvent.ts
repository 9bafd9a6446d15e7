import type { Event } from "./event.js";

/** A stored event with its data as an instance of its class. */
export interface DecodedEvent<E extends object = object> {
  readonly payload: E;
  readonly event: Event;
}
