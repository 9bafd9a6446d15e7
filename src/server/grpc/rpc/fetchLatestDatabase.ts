import { create } from "@bufbuild/protobuf";
import { DatabaseReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { databaseToProto } from "../convert.js";
import { unary } from "./rpc.js";

export const fetchLatestDatabase = unary(
  EvidentSource.method.fetchLatestDatabase,
  async ({ databaseName }, context) => {
    const database = await databaseOf(context, databaseName);
    return create(DatabaseReplySchema, { database: databaseToProto(await database.latest()) });
  },
);
