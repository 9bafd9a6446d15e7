import { DatabaseError, type InMemoryDatabase } from "../database/index.js";
import {
  StateChangeError,
  type AppendCondition,
  type CommandMessage,
  type ProspectiveEvent,
  type StateChangeMetadata,
  messageOf,
} from "../domain/index.js";
import type { Level } from "./level.js";
import { notingReads } from "./notingReads.js";

/** What became of a command. */
export type Outcome = {
  /** What the decision read, on one line each. */
  readonly reads: readonly string[];
} & (
  | {
      readonly accepted: true;
      readonly events: readonly ProspectiveEvent[];
      readonly conditions: readonly AppendCondition[];
    }
  | { readonly accepted: false; readonly error: StateChangeError }
);

/** Decides the command and commits what it leads to, as the platform does. */
export function outcomeOf(
  level: Level,
  database: InMemoryDatabase,
  command: CommandMessage,
  metadata: StateChangeMetadata,
): Outcome {
  const reads: string[] = [];
  try {
    const noted = notingReads(database.latest(), (line) => reads.push(line));
    const { events, conditions } = level.decide(noted, command, metadata);
    if (events.length > 0) database.transact(events, conditions, metadata.commandReceivedAt);
    return { accepted: true, events, conditions, reads };
  } catch (error) {
    return { accepted: false, error: refusal(error), reads };
  }
}

function refusal(error: unknown): StateChangeError {
  if (StateChangeError.is(error)) return error;
  const message = messageOf(error);
  return error instanceof DatabaseError && error.code === "condition-violated"
    ? StateChangeError.conflict(message)
    : StateChangeError.internal(message, { cause: error });
}
