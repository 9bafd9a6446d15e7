import type { DescMethod, DescService } from "@bufbuild/protobuf";
import type { MethodDefinition, ServiceDefinition } from "@grpc/grpc-js";
import { FramedMessages } from "./framedMessages.js";
import type { Batch } from "./messageBatch.js";

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

// All that the library wants of a buffer is how long it is, and a copy of it.
const asFramed = (batch: Batch): Buffer => new FramedMessages(batch) as unknown as Buffer;

/**
 * A service of the platform as grpc-js takes it. Messages pass as bytes: handlers read them, so that
 * what is no message is refused as an argument, and write them, so that stored bytes are sent as they
 * are. Answers of a stream come several at a time.
 */
export function serviceDefinition(service: DescService): ServiceDefinition {
  return Object.fromEntries(
    service.methods.map((method) => [
      method.name,
      method.methodKind === "server_streaming"
        ? { ...asked(service, method), responseStream: true, responseSerialize: asFramed }
        : { ...asked(service, method), responseStream: false, responseSerialize: asBuffer },
    ]),
  );
}

const asked = (
  { typeName }: DescService,
  { name, methodKind }: DescMethod,
): Omit<MethodDefinition<Uint8Array, never>, "responseStream" | "responseSerialize"> => ({
  path: `/${typeName}/${name}`,
  requestStream: methodKind === "client_streaming",
  requestSerialize: asBuffer,
  requestDeserialize: (bytes) => bytes,
  // A client's part, which a server never plays.
  responseDeserialize: (bytes) => bytes as never,
});
