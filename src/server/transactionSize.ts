import {
  committedTransaction,
  DatabaseError,
  type DatabaseInfo,
  type NewTransaction,
} from "../database/index.js";
import type { ProspectiveEvent } from "../domain/index.js";
import { transactionBytes } from "../protocol/index.js";
import { CLIENT_MESSAGE_BYTES } from "./limits.js";

/** Tag and length of a transaction in the message that it is sent in. */
const FRAME = 16;
/** More than the server's own attributes of an event take, beside the names in its source. */
const OF_AN_EVENT = 1_024;
/** More than a transaction takes beside its events, but for what its sender says of it. */
const OF_A_TRANSACTION = 64 * 1_024;
const MOST_BYTES_A_CHARACTER = 3;

/**
 * A transaction goes to readers of the log in one message, and clients take no longer ones: what would
 * be too long is refused before it is committed, for nobody could ever read past it.
 * @throws DatabaseError `invalid-argument`.
 */
export function checkSize(transaction: NewTransaction, database: DatabaseInfo): void {
  const atMost = transaction.events.reduce(
    (sum, event) => sum + mostBytes(event),
    OF_A_TRANSACTION,
  );
  if (atMost <= CLIENT_MESSAGE_BYTES) return;
  const head = { revision: 2n ** 63n, recordedAt: transaction.recordedAt };
  const bytes = transactionBytes(committedTransaction(transaction, database, head)).length + FRAME;
  if (bytes <= CLIENT_MESSAGE_BYTES) return;
  throw new DatabaseError(
    "invalid-argument",
    `the transaction takes ${String(bytes)} bytes, but clients read messages of at most ${String(CLIENT_MESSAGE_BYTES)}; send fewer events at once, or smaller ones`,
  );
}

function mostBytes({ data, extensions }: ProspectiveEvent): number {
  const ofData =
    data === undefined
      ? 0
      : data.kind === "text"
        ? data.text.length * MOST_BYTES_A_CHARACTER
        : data.bytes.length;
  let ofExtensions = 0;
  for (const [name, { value }] of extensions ?? [])
    ofExtensions +=
      name.length +
      (typeof value === "string" ? value.length * MOST_BYTES_A_CHARACTER : 64) +
      (value instanceof Uint8Array ? value.length : 0);
  return OF_AN_EVENT * MOST_BYTES_A_CHARACTER + ofData + ofExtensions;
}
