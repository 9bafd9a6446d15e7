import { Buffer } from "node:buffer";
import { connect, constants } from "node:http2";
import { connect as connectSocket } from "node:net";
import { clearTimeout, setTimeout } from "node:timers";

const PATIENCE = 20_000;

/** gRPC's own framing: not compressed, four bytes of length. */
export function framed(bytes, { compressed = 0, length = bytes.length } = {}) {
  const head = Buffer.alloc(5);
  head.writeUInt8(compressed, 0);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, bytes]);
}

/** A connection over which any bytes can be sent to any path. */
export class RawGrpc {
  #port;
  #session;

  constructor(port) {
    this.#port = port;
  }

  /**
   * Sends a request and gathers what comes of it.
   * @returns {Promise<{ status?: number, http?: number, message?: string, replies: Buffer[], failure?: string }>}
   */
  async send(path, bytes, { headers = {}, cancelAfter } = {}) {
    const session = this.#open();
    const result = { replies: [] };
    let stream;
    try {
      stream = session.request({
        ":method": "POST",
        ":path": path,
        te: "trailers",
        "content-type": "application/grpc",
        ...headers,
      });
    } catch (error) {
      return { ...result, failure: `not sent: ${error.message}` };
    }
    const told = (received) => {
      if (received["grpc-status"] !== undefined) result.status = Number(received["grpc-status"]);
      if (received["evidentsource-error"] !== undefined)
        result.kind = received["evidentsource-error"];
      if (received[":status"] !== undefined) result.http = received[":status"];
      if (received["grpc-message"] !== undefined)
        result.message = decoded(received["grpc-message"]);
    };
    const chunks = [];
    stream.on("response", told);
    stream.on("trailers", told);
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("error", (error) => {
      result.failure ??= error.message;
    });
    const closed = new Promise((resolve) => stream.once("close", resolve));
    const timer = setTimeout(() => {
      // Whoever was told a status was answered, though nobody read the rest of what it sends.
      if (result.status === undefined) result.failure = "no answer";
      stream.close(constants.NGHTTP2_CANCEL);
    }, PATIENCE);
    stream.end(bytes);
    if (cancelAfter !== undefined)
      setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), cancelAfter);
    await closed;
    clearTimeout(timer);
    result.replies = messagesOf(Buffer.concat(chunks));
    return result;
  }

  close() {
    this.#session?.destroy();
    this.#session = undefined;
  }

  #open() {
    if (this.#session === undefined || this.#session.closed || this.#session.destroyed) {
      this.#session = connect(`http://127.0.0.1:${String(this.#port)}`, {
        createConnection: () => patient(this.#port),
        // What was given up half sent counts for Node, which then takes no more answers.
        maxSessionMemory: 10_000,
      });
      this.#session.on("error", () => undefined);
    }
    return this.#session;
  }
}

/** A socket may fail after its session has let go of it. */
function patient(port) {
  const socket = connectSocket(port, "127.0.0.1");
  socket.on("error", () => undefined);
  return socket;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function messagesOf(bytes) {
  const messages = [];
  for (let at = 0; at + 5 <= bytes.length;) {
    const length = bytes.readUInt32BE(at + 1);
    messages.push(bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return messages;
}
