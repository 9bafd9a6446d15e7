import { create } from "@bufbuild/protobuf";
import { CommandHeaders, type CommandMessage } from "../../../domain/index.js";
import {
  EvidentSource,
  ExecuteStateChangeReplySchema,
  type CommandRequest,
} from "../../../protocol/gen/service_pb.js";
import { traceExtensions } from "../../traceContext.js";
import { databaseOf } from "../context.js";
import { executedToProto } from "../executedToProto.js";
import { metadataFrom } from "../requestMetadata.js";
import { unary } from "./rpc.js";

export const executeStateChange = unary(
  EvidentSource.method.executeStateChange,
  async (request, context) => {
    const database = await databaseOf(context, request.databaseName);
    const receivedAt = context.platform.clock();
    const headers = headersFrom(request.request);
    const executed = await database.execute({
      stateChange: request.stateChangeName,
      version: request.version,
      command: commandFrom(request.request, headers),
      headers,
      lastSeenRevision: request.lastSeenRevision,
      transactionId: given(request.transactionId),
      metadata: metadataFrom(request, context, {
        name: request.stateChangeName,
        version: request.version,
      }),
      extensions: traceExtensions(context.header),
      receivedAt,
    });
    return create(ExecuteStateChangeReplySchema, {
      result: executedToProto(executed, database.name, receivedAt),
    });
  },
);

/** What is there but empty counts as absent: one client sends empty texts for what its caller left out. */
const given = <T extends string | Uint8Array>(value: T | undefined): T | undefined =>
  value === undefined || value.length === 0 ? undefined : value;

const JSON_TYPE = "application/json";

function commandFrom(request: CommandRequest | undefined, headers: CommandHeaders): CommandMessage {
  return {
    body: given(request?.body),
    contentType: given(request?.contentType) ?? given(headers.get("content-type")) ?? JSON_TYPE,
    contentSchema: given(request?.contentSchema),
  };
}

function headersFrom(request: CommandRequest | undefined): CommandHeaders {
  return new CommandHeaders(
    (request?.headers ?? []).map(({ key, value }) => [key, value] as const),
  );
}
