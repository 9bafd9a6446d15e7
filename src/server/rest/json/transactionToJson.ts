import type { Transaction } from "../../../database/index.js";
import type { DatabaseState, Executed } from "../../../platform/index.js";
import type { Timestamp } from "../../../domain/index.js";
import { eventToJson } from "../../../protocol/json/eventToJson.js";

/** A database at a revision. */
export const databaseToJson = ({
  name,
  createdAt,
  revision,
  revisionTimestamp,
}: DatabaseState): unknown => ({
  name,
  created_at: createdAt,
  revision,
  revision_timestamp: revisionTimestamp,
});

/** A transaction without its events. */
export function summaryToJson(transaction: Transaction): object {
  const { id, database, basis, revision, recordedAt } = transaction;
  return {
    id,
    database,
    basis,
    revision,
    timestamp: recordedAt,
    event_count: Number(revision - basis),
    metadata: metadataToJson(transaction),
  };
}

/** A whole transaction. */
export const transactionToJson = (transaction: Transaction): object => ({
  ...summaryToJson(transaction),
  events: transaction.events.map(eventToJson),
});

/** What a command led to, in detail with its events. Without events there is no transaction, and so no id. */
export function executedToJson(
  executed: Executed,
  database: string,
  receivedAt: Timestamp,
  inDetail = false,
): object {
  if (executed.kind === "committed")
    return (inDetail ? transactionToJson : summaryToJson)(executed.transaction);
  const { revision } = executed;
  return { database, basis: revision, revision, timestamp: receivedAt, event_count: 0 };
}

function metadataToJson({
  origin,
  lastReadRevision,
  principalAttributes,
  commitMessage,
  correlationId,
  causationId,
}: Transaction): object {
  return {
    transport: origin?.transport,
    state_change: origin?.stateChange,
    last_read_revision: lastReadRevision,
    principal_attributes: principalAttributes?.size === 0 ? undefined : principalAttributes,
    commit_message: commitMessage,
    correlation_id: correlationId,
    causation_id: causationId,
  };
}
