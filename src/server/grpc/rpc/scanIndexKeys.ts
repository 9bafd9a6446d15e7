import { create } from "@bufbuild/protobuf";
import type { AttributeKind } from "../../../domain/index.js";
import {
  EvidentSource,
  IndexKeyScanReplySchema,
  IndexKeyScanRequest_IndexKeyType as KeyType,
} from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { streaming } from "./rpc.js";

const KINDS: Readonly<Partial<Record<KeyType, AttributeKind>>> = {
  [KeyType.Stream]: "stream",
  [KeyType.Subject]: "subject",
  [KeyType.EventType]: "event-type",
};

export const scanIndexKeys = streaming(
  EvidentSource.method.scanIndexKeys,
  async function* ({ databaseName, revision, indexKeyType }, context) {
    const kind = KINDS[indexKeyType];
    if (kind === undefined)
      throw new RangeError(
        `${String(indexKeyType)} is no kind of key; 0 is stream, 1 subject, 2 event type`,
      );
    const database = await databaseOf(context, databaseName);
    for await (const indexKey of database.keys(kind, revision))
      yield create(IndexKeyScanReplySchema, { indexKey });
  },
);
