import { lazyEvents, type Glue, type LazyEvents } from "./lazyEvents.js";
import { natives, type Content } from "./natives.js";

/**
 * What the edited glue calls before the component's own code is evaluated.
 * @param content - the global object of that code.
 */
export function prepare(glue: Glue, content: Content): LazyEvents {
  const events = lazyEvents(glue, (message) => new content.TypeError(message));
  const value = natives(events, content);
  Object.defineProperty(content, Symbol.for("evidentsource-functions.natives"), { value });
  return events;
}
