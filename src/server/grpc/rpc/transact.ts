import { create } from "@bufbuild/protobuf";
import { sentBack } from "../../../domain/index.js";
import { conditionFromProto, prospectiveFromProto } from "../../../protocol/index.js";
import { EvidentSource, TransactionReplySchema } from "../../../protocol/gen/service_pb.js";
import { withExtensions } from "../../../platform/index.js";
import { traceExtensions } from "../../traceContext.js";
import { databaseOf } from "../context.js";
import { resultToProto } from "../convert.js";
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
  return create(TransactionReplySchema, { result: resultToProto(transaction) });
});
