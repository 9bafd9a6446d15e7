import type { CommandHeaders, CommandMessage, Extensions, Timestamp } from "../domain/index.js";
import type { TransactionMetadata } from "../database/index.js";

/** A command as it is sent to a state change. */
export interface CommandRequest {
  readonly stateChange: string;
  /** Always explicit; there is no "latest". */
  readonly version: bigint;
  readonly command: CommandMessage;
  readonly headers: CommandHeaders;
  /** What the sender had seen; information for the decision. Default: the revision that is decided at. */
  readonly lastSeenRevision?: bigint | undefined;
  /** Names the transaction, so that the command can be sent again. */
  readonly transactionId?: string | undefined;
  readonly metadata?: TransactionMetadata | undefined;
  /** Extensions of all events that it leads to, such as its trace. */
  readonly extensions?: Extensions | undefined;
  readonly receivedAt: Timestamp;
}
