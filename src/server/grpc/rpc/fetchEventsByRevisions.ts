import { bytesOf, fieldBytes } from "../../../protocol/index.js";
import { EventsReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { unary } from "./rpc.js";

export const fetchEventsByRevisions = unary(
  EvidentSource.method.fetchEventsByRevisions,
  async ({ databaseName, eventRevisions }, context) => {
    const database = await databaseOf(context, databaseName);
    const events = await database.eventsByRevisions(eventRevisions);
    return fieldBytes(EventsReplySchema.field.events, events.map(bytesOf));
  },
);
