import { create } from "@bufbuild/protobuf";
import { DatabaseReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { databaseToProto } from "../convert.js";
import { unary } from "./rpc.js";

/** Clients build their view from the revision of the answer, so it is exactly the one that they asked for. */
export const awaitDatabase = unary(
  EvidentSource.method.awaitDatabase,
  async ({ databaseName, atRevision }, context) => {
    const database = await databaseOf(context, databaseName);
    const state = await database.await(atRevision, context.signal);
    return create(DatabaseReplySchema, { database: databaseToProto(state) });
  },
);
