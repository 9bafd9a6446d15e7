import { create } from "@bufbuild/protobuf";
import { DatabaseReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { databaseToProto } from "../convert.js";
import { unary } from "./rpc.js";

/** May lag behind, and here never does: a store's head is as cheap as what would be kept of it. */
export const fetchCachedDatabase = unary(
  EvidentSource.method.fetchCachedDatabase,
  async ({ databaseName }, context) => {
    const database = await databaseOf(context, databaseName);
    return create(DatabaseReplySchema, { database: databaseToProto(await database.latest()) });
  },
);
