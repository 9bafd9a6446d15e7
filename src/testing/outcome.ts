import {
  executeCommand,
  FIRST_VERSION,
  foldOf,
  localRunner,
  notingReads,
  type Decided,
  type InMemoryDatabase,
  type SentCommand,
} from "../database/index.js";
import type { AppendCondition, ProspectiveEvent, StateChangeError } from "../domain/index.js";
import type { Level } from "./level.js";

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
  name: string,
  sent: SentCommand,
): Outcome {
  const reads: string[] = [];
  let decided: Decided | undefined;
  const runner = localRunner(level.name, {
    fold: foldOf(level.stateViews),
    decide: (_change, pinned, command, metadata) => {
      const noted = notingReads(pinned, ({ what, answer }) => reads.push(`${what} → ${answer}`));
      return (decided = level.decide(noted, command, metadata));
    },
  });
  // A specification runs what would be published first.
  const change = { name, version: FIRST_VERSION, componentHash: level.name };
  const outcome = executeCommand(database, runner, () => change, sent);
  if (!outcome.accepted) return { ...outcome, reads };
  const { events = [], conditions = [] } = decided ?? {};
  return { accepted: true, events, conditions, reads };
}
