import { create } from "@bufbuild/protobuf";
import { EvidentSource, ListStateChangesReplySchema } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { streaming } from "./rpc.js";

/** One message for each version. */
export const listStateChanges = streaming(
  EvidentSource.method.listStateChanges,
  async function* ({ databaseName }, context) {
    const database = await databaseOf(context, databaseName);
    for (const { name, version } of (await database.catalog()).stateChanges)
      yield create(ListStateChangesReplySchema, { name, version });
  },
);
