import { create } from "@bufbuild/protobuf";
import { CreateDatabaseReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseToProto } from "../convert.js";
import { unary } from "./rpc.js";

export const createDatabase = unary(
  EvidentSource.method.createDatabase,
  async ({ databaseName }, { platform }) =>
    create(CreateDatabaseReplySchema, {
      database: databaseToProto(await platform.createDatabase(databaseName)),
    }),
);
