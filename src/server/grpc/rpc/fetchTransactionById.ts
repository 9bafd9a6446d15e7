import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { transactionBytes } from "../../../protocol/index.js";
import { EvidentSource, FetchTransactionReplySchema } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { unary } from "./rpc.js";

const { transaction: FIELD } = FetchTransactionReplySchema.field;

export const fetchTransactionById = unary(
  EvidentSource.method.fetchTransactionById,
  async ({ databaseName, transactionId }, context) => {
    const database = await databaseOf(context, databaseName);
    const bytes = transactionBytes(await database.transaction(transactionId));
    return new BinaryWriter().tag(FIELD.number, WireType.LengthDelimited).bytes(bytes).finish();
  },
);
