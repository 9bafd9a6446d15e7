import { create } from "@bufbuild/protobuf";
import { DatabaseReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { databaseToProto } from "../convert.js";
import { streaming } from "./rpc.js";

/** The present state first: a client that read it before it subscribed may have missed a commit. */
export const subscribeDatabaseUpdates = streaming(
  EvidentSource.method.subscribeDatabaseUpdates,
  async function* ({ databaseName }, context) {
    const database = await databaseOf(context, databaseName);
    for await (const state of database.updates(context.signal))
      yield create(DatabaseReplySchema, { database: databaseToProto(state) });
  },
);
