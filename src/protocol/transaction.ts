import { create, toBinary } from "@bufbuild/protobuf";
import type { Transaction, TransactionMetadata, TransactionOrigin } from "../database/index.js";
import { bytesOf } from "./encodedEvent.js";
import { messages, writeTimestamp } from "./eventBytes.js";
import {
  TransactionMetadataSchema,
  TransactionSchema,
  TransactionSummarySchema,
  type TransactionMetadata as ProtoMetadata,
  type TransactionOrigin as ProtoOrigin,
  type TransactionSummary,
} from "./gen/domain_pb.js";
import type { MessageWriter } from "./messageWriter.js";
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

// Written by hand: a server answers each append with a summary, and readers of a log with every transaction.

/** A whole transaction as the message's bytes; events that are kept as bytes go into it as they are. */
export function transactionBytes(transaction: Transaction): Uint8Array {
  const { field } = TransactionSchema;
  return messages.written((to) => {
    to.text(field.id.number, transaction.id);
    to.text(field.database.number, transaction.database);
    writeRevision(to, field.basis.number, transaction.basis);
    for (const event of transaction.events) to.bytes(field.events.number, bytesOf(event));
    writeTimestamp(to, field.timestamp.number, transaction.recordedAt);
    to.bytes(field.metadata.number, metadataBytes(transaction));
  });
}

/** The bytes of {@link summaryToProto}'s message. */
export function summaryBytes(transaction: Transaction): Uint8Array {
  const { field } = TransactionSummarySchema;
  return messages.written((to) => {
    to.text(field.id.number, transaction.id);
    to.text(field.database.number, transaction.database);
    writeRevision(to, field.basis.number, transaction.basis);
    writeRevision(to, field.revision.number, transaction.revision);
    writeTimestamp(to, field.timestamp.number, transaction.recordedAt);
    to.bytes(field.metadata.number, metadataBytes(transaction));
  });
}

function writeRevision(to: MessageWriter, field: number, revision: bigint): void {
  if (revision !== 0n) to.number(field, Number(revision));
}

/** Metadata that say nothing but how the transaction came; most are so. */
const bare = new Map<string, Uint8Array>();

function metadataBytes(transaction: TransactionMetadata): Uint8Array {
  const written = (): Uint8Array =>
    toBinary(TransactionMetadataSchema, metadataToProto(transaction));
  const { origin, lastReadRevision, principalAttributes } = transaction;
  const { commitMessage, correlationId, causationId } = transaction;
  const isBare =
    origin?.stateChange === undefined &&
    lastReadRevision === undefined &&
    (principalAttributes === undefined || principalAttributes.size === 0) &&
    (commitMessage ?? correlationId ?? causationId) === undefined;
  if (!isBare) return written();
  const transport = origin?.transport ?? "";
  let bytes = bare.get(transport);
  if (bytes === undefined) bare.set(transport, (bytes = written()));
  return bytes;
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
