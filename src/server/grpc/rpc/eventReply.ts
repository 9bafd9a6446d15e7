import { create } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { StoredEvent } from "../../../database/index.js";
import { bytesOf } from "../../../protocol/index.js";
import { EventQueryReplySchema, type EventQueryReply } from "../../../protocol/gen/service_pb.js";

const { detail: DETAIL } = EventQueryReplySchema.field;

/** An event as it is kept. */
export const eventDetail = (event: StoredEvent): Uint8Array =>
  new BinaryWriter().tag(DETAIL.number, WireType.LengthDelimited).bytes(bytesOf(event)).finish();

/** An event's revision alone. */
export const eventRevision = ({ revision }: StoredEvent): EventQueryReply =>
  create(EventQueryReplySchema, { event: { case: "revision", value: revision } });
