import { create } from "@bufbuild/protobuf";
import { timestampFromProto } from "../../../protocol/index.js";
import { DatabaseReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { databaseToProto } from "../convert.js";
import { unary } from "./rpc.js";

/** By the time of transactions, despite its name. */
export const databaseEffectiveAtTimestamp = unary(
  EvidentSource.method.databaseEffectiveAtTimestamp,
  async ({ databaseName, atTimestamp }, context) => {
    if (atTimestamp === undefined) throw new RangeError("at_timestamp is missing");
    const database = await databaseOf(context, databaseName);
    const state = await database.atTimestamp(timestampFromProto(atTimestamp));
    return create(DatabaseReplySchema, { database: databaseToProto(state) });
  },
);
