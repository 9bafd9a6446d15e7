import { Buffer } from "node:buffer";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Client, credentials } from "@grpc/grpc-js";
import { EvidentSource } from "../../dist/protocol/gen/service_pb.js";
// Texts to the letter: the library's own decoder takes a byte order mark away.
import "../../dist/protocol/textEncoding.js";

/** A connection of its own: `call("transact", { … })` and `stream("scanDatabaseLog", { … })`. */
export class GrpcClient {
  #client;
  #service;

  /** @param service the platform's, or another one that is described as that is */
  constructor(port, service = EvidentSource) {
    this.#service = service;
    this.#client = new Client(`127.0.0.1:${String(port)}`, credentials.createInsecure(), {
      // Each client a channel of its own, also to the same server.
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  call(name, request) {
    return new Promise((resolve, reject) => {
      const { path, encode, decode, message } = call(this.#service, name, request);
      this.#client.makeUnaryRequest(path, encode, decode, message, (error, reply) => {
        if (error) reject(error);
        else resolve(reply);
      });
    });
  }

  stream(name, request) {
    const { path, encode, decode, message } = call(this.#service, name, request);
    return this.#client.makeServerStreamRequest(path, encode, decode, message);
  }

  close() {
    this.#client.close();
  }
}

function call(service, name, request) {
  const method = service.method[name];
  return {
    path: `/${service.typeName}/${method.name}`,
    encode: (message) => Buffer.from(toBinary(method.input, message)),
    decode: (bytes) => fromBinary(method.output, bytes),
    message: create(method.input, request),
  };
}
