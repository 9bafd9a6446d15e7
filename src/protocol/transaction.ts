import { create, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import type { Transaction, TransactionMetadata, TransactionOrigin } from "../database/index.js";
import type { Timestamp } from "../domain/index.js";
import { bytesOf } from "./encodedEvent.js";
import {
  TransactionMetadataSchema,
  TransactionSchema,
  TransactionSummarySchema,
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
  const { field } = TransactionSchema;
  // Written by hand: readers of a log are sent one for every transaction.
  const writer = new BinaryWriter();
  writer.tag(field.id.number, WireType.LengthDelimited).string(id);
  writer.tag(field.database.number, WireType.LengthDelimited).string(database);
  if (basis !== 0n) writer.tag(field.basis.number, WireType.Varint).uint64(basis);
  for (const event of transaction.events)
    writer.tag(field.events.number, WireType.LengthDelimited).bytes(bytesOf(event));
  writer.tag(field.timestamp.number, WireType.LengthDelimited).bytes(timestampBytes(recordedAt));
  writer.tag(field.metadata.number, WireType.LengthDelimited).bytes(metadataBytes(transaction));
  return writer.finish();
}

function timestampBytes({ seconds, nanoseconds }: Timestamp): Uint8Array {
  const { field } = TimestampSchema;
  const writer = new BinaryWriter();
  if (seconds !== 0n) writer.tag(field.seconds.number, WireType.Varint).int64(seconds);
  if (nanoseconds !== 0) writer.tag(field.nanos.number, WireType.Varint).int32(nanoseconds);
  return writer.finish();
}

/** Metadata that say nothing but how the transaction came; most are so. */
const bare = new Map<string, Uint8Array>();

function metadataBytes(transaction: TransactionMetadata): Uint8Array {
  const written = (): Uint8Array =>
    toBinary(TransactionMetadataSchema, metadataToProto(transaction));
  const { origin, lastReadRevision, principalAttributes, ...texts } = transaction;
  const { commitMessage, correlationId, causationId } = texts;
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
