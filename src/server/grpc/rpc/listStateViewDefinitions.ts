import { create } from "@bufbuild/protobuf";
import { StateViewStatus } from "../../../protocol/gen/domain_pb.js";
import {
  EvidentSource,
  ListStateViewDefinitionsReplySchema,
} from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { streaming } from "./rpc.js";

/** One message for each version. Everything that is published is active. */
export const listStateViewDefinitions = streaming(
  EvidentSource.method.listStateViewDefinitions,
  async function* ({ databaseName, status }, context) {
    const database = await databaseOf(context, databaseName);
    if (status !== undefined && status !== StateViewStatus.ACTIVE) return;
    for (const { name, version } of (await database.catalog()).stateViews)
      yield create(ListStateViewDefinitionsReplySchema, {
        stateViewName: name,
        stateViewVersion: version,
      });
  },
);
