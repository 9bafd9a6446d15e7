import { create } from "@bufbuild/protobuf";
import type { DatabaseState } from "../../platform/index.js";
import type { Transaction } from "../../database/index.js";
import { summaryToProto, timestampToProto } from "../../protocol/index.js";
import {
  DatabaseSchema,
  TransactionResultSchema,
  type Database,
  type TransactionResult,
} from "../../protocol/gen/domain_pb.js";

/** A database's state; it stands on its own revision. */
export function databaseToProto(state: DatabaseState): Database {
  const { name, createdAt, revision, revisionTimestamp } = state;
  return create(DatabaseSchema, {
    name,
    createdAt: timestampToProto(createdAt),
    basis: revision,
    revision,
    revisionTimestamp: timestampToProto(revisionTimestamp),
  });
}

/** A committed transaction as its sender is told of it. Ids of events are kept, so there is nothing to map. */
export function resultToProto(transaction: Transaction): TransactionResult {
  return create(TransactionResultSchema, { transactionSummary: summaryToProto(transaction) });
}
