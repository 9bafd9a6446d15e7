import { EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { eventDetail } from "./eventReply.js";
import { unary } from "./rpc.js";

export const eventById = unary(
  EvidentSource.method.eventById,
  async ({ databaseName, revision, stream, eventId }, context) => {
    const database = await databaseOf(context, databaseName);
    return eventDetail(await database.event(stream, eventId, revision));
  },
);
