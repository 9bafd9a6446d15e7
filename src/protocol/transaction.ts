import { create, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter } from "@bufbuild/protobuf/wire";
import type { Transaction, TransactionMetadata, TransactionOrigin } from "../database/index.js";
import { bytesOf } from "./encodedEvent.js";
import { fieldBytes } from "./fieldBytes.js";
import {
  TransactionMetadataSchema,
  TransactionSchema,
  TransactionSummarySchema,
  type Transaction as ProtoTransaction,
  type TransactionMetadata as ProtoMetadata,
  type TransactionOrigin as ProtoOrigin,
  type TransactionSummary,
} from "./gen/domain_pb.js";
import { timestampToProto } from "./timestamp.js";

/** A transaction without its events. */
export function summaryToProto(transaction: Transaction): TransactionSummary {
  const { id, database, basis, revision, recordedAt } = transaction;
  return create(TransactionSummarySchema, {
    id,
    database,
    basis,
    revision,
    timestamp: timestampToProto(recordedAt),
    metadata: metadataToProto(transaction),
  });
}

/** A whole transaction as the message's bytes; events that are kept as bytes go into it as they are. */
export function transactionBytes(transaction: Transaction): Uint8Array {
  const { id, database, basis, recordedAt } = transaction;
  const rest: ProtoTransaction = create(TransactionSchema, {
    id,
    database,
    basis,
    timestamp: timestampToProto(recordedAt),
    metadata: metadataToProto(transaction),
  });
  // The order of fields in a message does not matter (protobuf's encoding, "Field Order").
  const events = fieldBytes(TransactionSchema.field.events, transaction.events.map(bytesOf));
  return new BinaryWriter().raw(toBinary(TransactionSchema, rest)).raw(events).finish();
}

function metadataToProto({
  origin,
  lastReadRevision,
  principalAttributes,
  commitMessage,
  correlationId,
  causationId,
}: TransactionMetadata): ProtoMetadata {
  return create(TransactionMetadataSchema, {
    ...(origin?.transport !== undefined && { origin: { origin: originToProto(origin) } }),
    ...(lastReadRevision !== undefined && { lastReadRevision }),
    principalAttributes: Object.fromEntries(principalAttributes ?? []),
    ...(commitMessage !== undefined && { commitMessage }),
    ...(correlationId !== undefined && { correlationId }),
    ...(causationId !== undefined && { causationId }),
  });
}

function originToProto({ transport, stateChange }: TransactionOrigin): ProtoOrigin["origin"] {
  if (stateChange === undefined) {
    return transport === "http"
      ? {
          case: "httpTransaction",
          value: { $typeName: "com.evidentsource.TransactionOrigin.HttpTransaction" },
        }
      : {
          case: "grpcTransaction",
          value: { $typeName: "com.evidentsource.TransactionOrigin.GrpcTransaction" },
        };
  }
  return transport === "http"
    ? {
        case: "httpStateChange",
        value: {
          $typeName: "com.evidentsource.TransactionOrigin.HttpStateChange",
          ...stateChange,
        },
      }
    : {
        case: "grpcStateChange",
        value: {
          $typeName: "com.evidentsource.TransactionOrigin.GrpcStateChange",
          ...stateChange,
        },
      };
}
