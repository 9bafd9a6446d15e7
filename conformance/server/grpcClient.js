import { Buffer } from "node:buffer";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Client, credentials } from "@grpc/grpc-js";
import { EvidentSource } from "../../dist/protocol/gen/service_pb.js";

/** A connection of its own: `call("transact", { … })` and `stream("scanDatabaseLog", { … })`. */
export class GrpcClient {
  #client;

  constructor(port) {
    this.#client = new Client(`127.0.0.1:${String(port)}`, credentials.createInsecure(), {
      // Each client a channel of its own, also to the same server.
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  call(name, request) {
    return new Promise((resolve, reject) => {
      const { path, encode, decode, message } = call(name, request);
      this.#client.makeUnaryRequest(path, encode, decode, message, (error, reply) => {
        if (error) reject(error);
        else resolve(reply);
      });
    });
  }

  stream(name, request) {
    const { path, encode, decode, message } = call(name, request);
    return this.#client.makeServerStreamRequest(path, encode, decode, message);
  }

  close() {
    this.#client.close();
  }
}

function call(name, request) {
  const method = EvidentSource.method[name];
  return {
    path: `/${EvidentSource.typeName}/${method.name}`,
    encode: (message) => Buffer.from(toBinary(method.input, message)),
    decode: (bytes) => fromBinary(method.output, bytes),
    message: create(method.input, request),
  };
}
