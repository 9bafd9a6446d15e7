import { fieldBytes, transactionBytes } from "../../../protocol/index.js";
import { EvidentSource, FetchTransactionReplySchema } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { unary } from "./rpc.js";

export const fetchTransactionById = unary(
  EvidentSource.method.fetchTransactionById,
  async ({ databaseName, transactionId }, context) => {
    const database = await databaseOf(context, databaseName);
    const bytes = transactionBytes(await database.transaction(transactionId));
    return fieldBytes(FetchTransactionReplySchema.field.transaction, [bytes]);
  },
);
