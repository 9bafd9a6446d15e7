import { Buffer } from "node:buffer";
import { request as ask } from "node:http";
import { connect } from "node:net";

const PATIENCE = 20_000;

/** One request over HTTP, whose target and headers are sent as they are. */
export function send(port, { method, target, headers = {}, body }) {
  return new Promise((resolve) => {
    const failed = (failure) => resolve({ failure });
    let request;
    try {
      request = ask({ host: "127.0.0.1", port, method, path: target, headers, timeout: PATIENCE });
    } catch (error) {
      // What Node does not send, a server is not asked.
      resolve({ notSent: error.message });
      return;
    }
    request.on("error", (error) => {
      // The server may end a connection that was idle just when it is used again: nobody read the request.
      if (request.reusedSocket && error.code === "ECONNRESET")
        resolve(send(port, { method, target, headers, body }));
      else failed(error.message);
    });
    request.on("socket", (socket) => {
      if (socket.listenerCount("error") < 5) socket.on("error", () => undefined);
    });
    request.on("timeout", () => request.destroy(new Error("no answer")));
    request.on("response", (response) => {
      const chunks = [];
      const type = response.headers["content-type"] ?? "";
      const done = () =>
        resolve({ status: response.statusCode, type, body: Buffer.concat(chunks) });
      response.on("data", (chunk) => {
        chunks.push(chunk);
        // It would go on for ever.
        if (type.startsWith("text/event-stream")) {
          done();
          request.destroy();
        }
      });
      response.on("end", done);
      response.on("error", (error) => failed(error.message));
    });
    request.end(body);
  });
}

/** Bytes that may be no HTTP at all; gives what came back before the connection ended. */
export function sendBytes(port, bytes) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const chunks = [];
    const done = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks));
    };
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", done);
    socket.on("close", done);
    socket.setTimeout(300, done);
    socket.write(bytes);
  });
}
