import { create } from "@bufbuild/protobuf";
import type { StoredEvent } from "../../../database/index.js";
import { bytesOf, fieldBytes } from "../../../protocol/index.js";
import { EventQueryReplySchema, type EventQueryReply } from "../../../protocol/gen/service_pb.js";

/** An event as it is kept. */
export const eventDetail = (event: StoredEvent): Uint8Array =>
  fieldBytes(EventQueryReplySchema.field.detail, [bytesOf(event)]);

/** An event's revision alone. */
export const eventRevision = ({ revision }: StoredEvent): EventQueryReply =>
  create(EventQueryReplySchema, { event: { case: "revision", value: revision } });
