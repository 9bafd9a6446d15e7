import type { AppendCondition } from "./appendCondition.js";
import type { EmittedEvent } from "./eventDraft.js";

/**
 * What a decision may return: an event, several, or events with the conditions for appending them.
 * Without `conditions`, they are derived from what the decision has read; an empty list means none.
 */
export type Decision =
  | EmittedEvent
  | readonly EmittedEvent[]
  | {
      readonly events: EmittedEvent | readonly EmittedEvent[];
      readonly conditions?: readonly AppendCondition[];
    };
