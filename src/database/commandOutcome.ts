import type { StateChangeError } from "../domain/index.js";
import type { Transaction } from "./ports/index.js";
import type { StoredEvent } from "./storedEvent.js";

/** What became of a command. */
export type CommandOutcome =
  | {
      readonly accepted: true;
      /** What was appended; nothing for a command that led to no event. */
      readonly events: readonly StoredEvent[];
      /** The revision after it, or else the one that it was decided at. */
      readonly revision: bigint;
      /** `undefined` for a command that led to no event. */
      readonly transaction: Transaction | undefined;
    }
  | { readonly accepted: false; readonly error: StateChangeError };

/** The outcome of a command whose events are committed. */
export const accepted = (transaction: Transaction): CommandOutcome => ({
  accepted: true,
  events: transaction.events,
  revision: transaction.revision,
  transaction,
});
