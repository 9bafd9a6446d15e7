import type { Transaction } from "../../client/transaction.js";
import { eventToJson } from "../../protocol/json/eventToJson.js";
import type { Readers } from "../onClient.js";
import type { Terminal } from "../terminal.js";
import { lineJson } from "./exactJson.js";
import { eventLine } from "./printEvent.js";
import { visible } from "./visible.js";

/** Prints a transaction: who it is of, then its events; or all of it as JSON on one line. */
export function printTransaction(
  transaction: Transaction,
  { out, style }: Terminal,
  { json = false }: Readers,
): void {
  if (json) {
    out(lineJson(asJson(transaction)));
    return;
  }
  const { id, recordedAt, stateChange, commitMessage, events } = transaction;
  const of =
    stateChange === undefined ? "" : `  ${stateChange.name}@${String(stateChange.version)}`;
  const message = commitMessage === undefined ? "" : `  ${visible(commitMessage)}`;
  out(style.bold(`${String(recordedAt)}${visible(of)}  ${visible(id)}${message}`));
  for (const event of events) out(`  ${eventLine(event)}`);
}

const asJson = (transaction: Transaction): object => ({
  id: transaction.id,
  database: transaction.database,
  basis: transaction.basis,
  revision: transaction.revision,
  timestamp: transaction.recordedAt,
  state_change: transaction.stateChange,
  last_read_revision: transaction.lastReadRevision,
  principal_attributes: transaction.principalAttributes,
  commit_message: transaction.commitMessage,
  correlation_id: transaction.correlationId,
  causation_id: transaction.causationId,
  events: transaction.events.map(eventToJson),
});
