import {
  logVerbosity,
  Server,
  ServerCredentials,
  setLogVerbosity,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { EvidentSource } from "../../protocol/gen/service_pb.js";
import type { Platform } from "../../platform/index.js";
import type { PrincipalOf } from "../auth.js";
import { bracketed } from "../bracketed.js";
import { ListenError, type ListenPlace } from "../listenError.js";
import type { Observe } from "../observe.js";
import type { Traced } from "../tracing.js";
import { answerTogether } from "./answerTogether.js";
import { handlerOf, type ContextOf } from "./handler.js";
import { RPCS } from "./rpc/index.js";
import { serviceDefinition } from "./serviceDefinition.js";

export interface GrpcServerOptions {
  readonly platform: Platform;
  /** An IP address or host name. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The longest message that is taken, in bytes. Default: 4 MiB, as gRPC's own. */
  readonly maxMessageBytes?: number | undefined;
  /** How many calls of one connection run at once. Default: 1,000. */
  readonly maxConcurrentStreams?: number | undefined;
  /** Who calls; throws for those who may not. Default: everybody may, and nobody is known. */
  readonly principalOf?: PrincipalOf | undefined;
  /** Is told of each call that was answered. */
  readonly observe?: Observe | undefined;
  readonly traced?: Traced | undefined;
}

/** A server of the platform's gRPC service, without TLS. */
export interface GrpcServer {
  readonly port: number;
  /** Ends streams and refuses new calls; what is under way may take so many milliseconds to end. */
  stop(milliseconds: number): Promise<void>;
}

/** Starts to listen. @throws Error when the address cannot be listened on. */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const {
    platform,
    host,
    maxMessageBytes = 4 * 1024 * 1024,
    maxConcurrentStreams = 1_000,
  } = options;
  quiet();
  const stopping = new AbortController();
  const contextOf: ContextOf = (call, cancellation) => {
    const header = (name: string): string | undefined => call.metadata.get(name).map(String)[0];
    let signal: AbortSignal | undefined;
    return {
      platform,
      // Most calls never ask for it, and it costs as much as all else of a call.
      get signal() {
        return (signal ??= AbortSignal.any([cancellation(), stopping.signal]));
      },
      principal: options.principalOf?.(header) ?? new Map(),
      header,
      traced: options.traced ?? ((_name, _attributes, run) => run()),
    };
  };
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": -1,
    "grpc.max_concurrent_streams": maxConcurrentStreams,
    interceptors: [answerTogether],
  });
  const handlers: UntypedServiceImplementation = Object.fromEntries(
    RPCS.map((rpc) => [rpc.method.name, handlerOf(rpc, contextOf, options.observe)]),
  );
  server.addService(serviceDefinition(EvidentSource), handlers);
  const place = { host, port: options.port, flag: "--grpc-port" } as const;
  const port = await listening(server, place);
  return {
    port,
    stop: async (milliseconds) => {
      stopping.abort();
      await stopped(server, milliseconds);
    },
  };
}

/** The library would write what callers send to standard error, past the log, unless somebody looks for it. */
function quiet(): void {
  const { GRPC_VERBOSITY, GRPC_NODE_VERBOSITY } = process.env;
  if ((GRPC_VERBOSITY ?? GRPC_NODE_VERBOSITY) === undefined) setLogVerbosity(logVerbosity.NONE);
}

function listening(server: Server, place: ListenPlace): Promise<number> {
  const address = `${bracketed(place.host)}:${String(place.port)}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(new ListenError(error, place));
      else resolve(port);
    });
  });
}

function stopped(server: Server, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, milliseconds);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}
