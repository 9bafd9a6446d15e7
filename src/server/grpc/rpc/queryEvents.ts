import { queryFromProto } from "../../../protocol/index.js";
import { EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { eventDetail, eventRevision } from "./eventReply.js";
import { streaming } from "./rpc.js";

export const queryEvents = streaming(
  EvidentSource.method.queryEvents,
  async function* ({ databaseName, revision, includeEventDetail, query }, context) {
    const database = await databaseOf(context, databaseName);
    const reply = includeEventDetail ? eventDetail : eventRevision;
    for await (const event of database.query(revision, queryFromProto(query))) yield reply(event);
  },
);
