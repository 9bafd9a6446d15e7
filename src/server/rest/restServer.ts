import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { ListenError } from "../listenError.js";
import { GrpcCode, ServerError } from "../status.js";
import { problem } from "./answer.js";
import { restApp, type RestAppOptions } from "./restApp.js";

export interface RestServerOptions extends Omit<RestAppOptions, "stopping"> {
  /** 0: any that is free. */
  readonly port: number;
}

/** A server of the REST interface, without TLS. */
export interface RestServer {
  readonly port: number;
  /** Ends event streams and refuses new connections; what is under way may take so many milliseconds. */
  stop(milliseconds: number): Promise<void>;
}

/** Starts to listen. @throws Error when the address cannot be listened on. */
export async function startRestServer(options: RestServerOptions): Promise<RestServer> {
  const stopping = new AbortController();
  const app = restApp({ ...options, stopping: stopping.signal });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    {
      requestTimeout: options.limits.receiving,
      headersTimeout: Math.min(options.limits.receiving, 15_000),
    },
    (incoming, outgoing) => {
      const { method = "" } = incoming;
      void (FOREIGN.includes(method)
        ? refuseMethod(method, outgoing)
        : listener(incoming, outgoing));
    },
  );
  const port = await listening(server, options.port, options.host);
  return {
    port,
    stop: async (milliseconds) => {
      stopping.abort();
      await stopped(server, milliseconds);
    },
  };
}

/** Methods that no web `Request` can have (Fetch, "forbidden method"). */
const FOREIGN = ["CONNECT", "TRACE", "TRACK"];

async function refuseMethod(method: string, outgoing: ServerResponse): Promise<void> {
  const answer = problem(
    new ServerError(
      { grpc: GrpcCode.UNIMPLEMENTED, http: 405, kind: "method-not-allowed" },
      `there is no path for ${method}`,
    ),
  );
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      reject(new ListenError(error, { host, port, flag: "--http-port" }));
    };
    server.once("error", failed);
    server.listen(port, host.replace(/^\[|\]$/g, ""), () => {
      server.off("error", failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stopped(server: Server, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.closeAllConnections();
    }, milliseconds);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
