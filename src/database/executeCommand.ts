import { CommandHeaders, type CommandMessage, type Timestamp } from "../domain/index.js";
import { accepted, type CommandOutcome } from "./commandOutcome.js";
import type { InMemoryDatabase, TransactionOptions } from "./inMemoryDatabase.js";
import type { LocalRunner, PublishedStateChange } from "./ports/index.js";
import { refusalOf } from "./refusalOf.js";

/** A command as it is sent. */
export interface SentCommand {
  readonly message: CommandMessage;
  /** When it is received; also when its events are recorded. */
  readonly receivedAt: Timestamp;
  readonly headers?: CommandHeaders | undefined;
  /** Default: the revision that it is decided at. */
  readonly lastSeenRevision?: bigint | undefined;
  /** Of a known id, the first outcome is told, and nothing is decided. */
  readonly transaction?: TransactionOptions | undefined;
}

/**
 * Decides a command by what is there now, and appends what it leads to. Whatever goes wrong is an
 * outcome, never an exception.
 * @param change which decides; it may throw when there is none
 */
export function executeCommand(
  database: InMemoryDatabase,
  runner: LocalRunner,
  change: () => PublishedStateChange,
  { message, receivedAt, headers, lastSeenRevision, transaction = {} }: SentCommand,
): CommandOutcome {
  try {
    const known = database.transaction(transaction.transactionId);
    if (known !== undefined) return accepted(known);
    const published = change();
    const { name, version } = published;
    const at = database.pinned();
    const { events, conditions } = runner.decide(published, at, message, {
      stateChangeName: name,
      stateChangeVersion: version,
      lastSeenRevision: lastSeenRevision ?? at.revision,
      commandReceivedAt: receivedAt,
      headers: headers ?? new CommandHeaders(),
    });
    // No package says what the server does with none; nothing to store is no failure.
    if (events.length === 0)
      return { accepted: true, events: [], revision: at.revision, transaction: undefined };
    return accepted(
      database.transact(events, conditions, receivedAt, {
        origin: { stateChange: { name, version } },
        lastReadRevision: lastSeenRevision,
        ...transaction,
      }),
    );
  } catch (error) {
    return { accepted: false, error: refusalOf(error) };
  }
}
