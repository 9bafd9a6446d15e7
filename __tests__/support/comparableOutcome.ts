import type { CommandOutcome } from "../../src/host/index.js";
import { membersOf } from "./storedEvent.js";

/**
 * An outcome without what must differ between two runs of a command: the random ids of its events, and
 * the place in the code where an exception was thrown.
 */
export function comparableOutcome(outcome: CommandOutcome): unknown {
  if (!outcome.accepted) {
    const { kind, message } = outcome.error;
    return { kind, message: message.replace(/ \(at [^()]*\)$/, "") };
  }
  const { events, revision } = outcome;
  return { revision, events: events.map((event) => ({ ...membersOf(event), id: "random" })) };
}
