import { create } from "@bufbuild/protobuf";
import type { Timestamp } from "../../domain/index.js";
import type { Executed } from "../../platform/index.js";
import { timestampToProto } from "../../protocol/index.js";
import { TransactionResultSchema, type TransactionResult } from "../../protocol/gen/domain_pb.js";
import { resultToProto } from "./convert.js";

/** What a command led to. Without events there is no transaction, and the summary has no id. */
export function executedToProto(
  executed: Executed,
  database: string,
  receivedAt: Timestamp,
): TransactionResult {
  if (executed.kind === "committed") return resultToProto(executed.transaction);
  const { revision } = executed;
  return create(TransactionResultSchema, {
    transactionSummary: {
      database,
      basis: revision,
      revision,
      timestamp: timestampToProto(receivedAt),
    },
  });
}
