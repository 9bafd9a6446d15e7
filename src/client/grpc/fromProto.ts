import type { Timestamp } from "../../domain/index.js";
import { eventFromProto, timestampFromProto } from "../../protocol/index.js";
import type {
  Database,
  StateView,
  Transaction as ProtoTransaction,
  TransactionMetadata,
  TransactionResult,
  TransactionSummary as ProtoSummary,
} from "../../protocol/gen/domain_pb.js";
import { ClientError } from "../clientError.js";
import type { DatabaseState } from "../databaseState.js";
import type { Transaction, TransactionSummary } from "../transaction.js";
import type { ExecuteAnswer } from "../transport.js";
import type { ViewState } from "../viewState.js";

/** What an answer must have. */
export function required<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new ClientError("internal", `the server's answer has no ${what}`);
}

const instant = (
  value: Parameters<typeof timestampFromProto>[0] | undefined,
  what: string,
): Timestamp => timestampFromProto(required(value, what));

export function databaseFromProto(message: Database | undefined): DatabaseState {
  const { name, createdAt, revision, revisionTimestamp } = required(message, "database");
  return {
    name,
    createdAt: instant(createdAt, "created_at"),
    revision,
    revisionTimestamp: instant(revisionTimestamp, "revision_timestamp"),
  };
}

export function summaryFromProto(message: ProtoSummary): TransactionSummary {
  const { id, database, basis, revision, timestamp, metadata } = message;
  const recordedAt = instant(timestamp, "timestamp");
  return { id, database, basis, revision, recordedAt, ...metadataFrom(metadata) };
}

/** A message of a whole transaction does not say its revision: its events follow its basis. */
export function transactionFromProto(message: ProtoTransaction): Transaction {
  const { id, database, basis, timestamp, metadata } = message;
  const events = message.events.map(eventFromProto);
  const recordedAt = instant(timestamp, "timestamp");
  const revision = basis + BigInt(events.length);
  return { id, database, basis, revision, recordedAt, ...metadataFrom(metadata), events };
}

type Metadata = Omit<TransactionSummary, "id" | "database" | "basis" | "revision" | "recordedAt">;

function metadataFrom(metadata: TransactionMetadata | undefined): Metadata {
  const origin = metadata?.origin?.origin.value;
  return {
    stateChange:
      origin !== undefined && "version" in origin
        ? { name: origin.name, version: origin.version }
        : undefined,
    lastReadRevision: metadata?.lastReadRevision,
    principalAttributes: new Map(Object.entries(metadata?.principalAttributes ?? {})),
    commitMessage: metadata?.commitMessage,
    correlationId: metadata?.correlationId,
    causationId: metadata?.causationId,
  };
}

/** A command without events has a summary without an id. */
export function answerFromProto(result: TransactionResult | undefined): ExecuteAnswer {
  const summary = required(result?.transactionSummary, "transaction summary");
  if (summary.id !== "") return { kind: "committed", summary: summaryFromProto(summary) };
  return {
    kind: "nothing",
    revision: summary.revision,
    at: instant(summary.timestamp, "timestamp"),
  };
}

export function viewFromProto(message: StateView | undefined, revision: bigint): ViewState {
  const view = required(message, "state view");
  const { content, contentType, lastModifiedRevision, lastModified } = view;
  return {
    revision,
    content: content.case === "data" && content.value.length > 0 ? content.value : undefined,
    contentType: contentType === "" ? undefined : contentType,
    lastModifiedRevision,
    lastModified: lastModified && timestampFromProto(lastModified),
  };
}
