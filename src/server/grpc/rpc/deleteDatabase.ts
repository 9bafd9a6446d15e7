import { create } from "@bufbuild/protobuf";
import { DeleteDatabaseReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseToProto } from "../convert.js";
import { unary } from "./rpc.js";

export const deleteDatabase = unary(
  EvidentSource.method.deleteDatabase,
  async ({ databaseName }, { platform }) =>
    create(DeleteDatabaseReplySchema, {
      database: databaseToProto(await platform.deleteDatabase(databaseName)),
    }),
);
