import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { bytesOf } from "../../../protocol/index.js";
import { EventsReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { unary } from "./rpc.js";

const { events: EVENTS } = EventsReplySchema.field;

export const fetchEventsByRevisions = unary(
  EvidentSource.method.fetchEventsByRevisions,
  async ({ databaseName, eventRevisions }, context) => {
    const database = await databaseOf(context, databaseName);
    const writer = new BinaryWriter();
    for (const event of await database.eventsByRevisions(eventRevisions))
      writer.tag(EVENTS.number, WireType.LengthDelimited).bytes(bytesOf(event));
    return writer.finish();
  },
);
