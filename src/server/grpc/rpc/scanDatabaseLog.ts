import { fieldBytes, summaryBytes, transactionBytes } from "../../../protocol/index.js";
import { DatabaseLogReplySchema, EvidentSource } from "../../../protocol/gen/service_pb.js";
import { databaseOf } from "../context.js";
import { streaming } from "./rpc.js";

/** All summaries or all details, as the flag says: clients drop the others. Ends at the present. */
export const scanDatabaseLog = streaming(
  EvidentSource.method.scanDatabaseLog,
  async function* ({ databaseName, startAtRevision, includeEventDetail }, context) {
    const database = await databaseOf(context, databaseName);
    for await (const transaction of database.log(startAtRevision)) {
      yield includeEventDetail
        ? fieldBytes(DatabaseLogReplySchema.field.detail, [transactionBytes(transaction)])
        : fieldBytes(DatabaseLogReplySchema.field.summary, [summaryBytes(transaction)]);
    }
  },
);
