import { sentBack } from "../../../domain/index.js";
import {
  conditionFromProto,
  fieldBytes,
  prospectiveFromProto,
  summaryBytes,
} from "../../../protocol/index.js";
import { TransactionResultSchema } from "../../../protocol/gen/domain_pb.js";
import { EvidentSource, TransactionReplySchema } from "../../../protocol/gen/service_pb.js";
import { withExtensions } from "../../../platform/index.js";
import { traceExtensions } from "../../traceContext.js";
import { databaseOf } from "../context.js";
import { metadataFrom } from "../requestMetadata.js";
import { unary } from "./rpc.js";

export const transact = unary(EvidentSource.method.transact, async (request, context) => {
  const database = await databaseOf(context, request.databaseName);
  const transaction = await database.transact({
    id: request.transactionId,
    events: withExtensions(
      request.events.map((event) => sentBack(prospectiveFromProto(event), database)),
      traceExtensions(context.header),
    ),
    conditions: request.conditions.map(conditionFromProto),
    recordedAt: context.platform.clock(),
    ...metadataFrom(request, context),
    lastReadRevision: request.lastReadRevision,
  });
  // Ids of events are kept, so there is nothing to map.
  const result = fieldBytes(TransactionResultSchema.field.transactionSummary, [
    summaryBytes(transaction),
  ]);
  return fieldBytes(TransactionReplySchema.field.result, [result]);
});
