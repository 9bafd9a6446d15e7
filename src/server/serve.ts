import { componentHash, DEFAULT_ORIGIN, type Databases } from "../database/index.js";
import { PoolRunner, type PoolRunnerOptions } from "../host/pool/index.js";
import { Platform } from "../platform/index.js";
import { isLoopback, principalOf } from "./auth.js";
import { startGrpcServer } from "./grpc/grpcServer.js";
import { DEFAULT_LIMITS, type RequestLimits } from "./limits.js";
import type { Log } from "./log.js";
import { metrics } from "./metrics.js";
import type { Observe } from "./observe.js";
import { placedRunner, type Places } from "./placedRunner.js";
import { startRestServer } from "./rest/restServer.js";
import { openStore, type OpenedStore, type PostgresSettings } from "./stores.js";
import { tracedRunner, tracing } from "./tracing.js";
import { checkSize } from "./transactionSize.js";

export interface ServeOptions {
  /** `memory:`, `sqlite:<folder>` or `postgres://…`. */
  readonly store: string;
  /** What the address of a PostgreSQL does not say. */
  readonly postgres?: PostgresSettings | undefined;
  /** An IP address or host name to listen on. Default: 127.0.0.1. */
  readonly host?: string | undefined;
  /** Default: 50051; 0 takes any that is free. */
  readonly grpcPort?: number | undefined;
  /** Default: 3000; 0 takes any that is free. */
  readonly httpPort?: number | undefined;
  /** What callers must prove that they have. Needed on any address but loopback. */
  readonly token?: string | undefined;
  /** Limits of guests. */
  readonly guests?: PoolRunnerOptions | undefined;
  /** Limits of requests. */
  readonly limits?: Partial<RequestLimits> | undefined;
  /** Default: nothing is logged. */
  readonly log?: Log | undefined;
  /** What is put in front of the store. */
  readonly inFront?: ((databases: Databases) => Databases) | undefined;
  /** What tells the authors' places; default: those of the components' bundles are told. */
  readonly places?: Places | undefined;
}

/** A server that listens. */
export interface RunningServer {
  readonly platform: Platform;
  readonly store: OpenedStore;
  /** What runs components. */
  readonly runner: PoolRunner;
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Loads what the server can do without at first: metrics, tracing, and a thread for guests. */
  warm(): Promise<void>;
  /** Lets what is under way end, for so many milliseconds at most, and closes everything. */
  stop(milliseconds?: number): Promise<void>;
}

/** A server that must not be started as it is asked to. */
export class ServeError extends Error {
  override readonly name = "ServeError";
}

/**
 * Starts the platform on this machine: the one place where store, pool, platform and protocols meet.
 * @throws ServeError for an address beyond this machine without a token; StoreAddressError; DatabaseError
 * when the store cannot be opened; and what the system says of an address that cannot be listened on.
 */
export async function serve({
  store: address,
  postgres,
  host = "127.0.0.1",
  grpcPort = 50_051,
  httpPort = 3_000,
  token,
  guests,
  limits: given,
  log = () => undefined,
  inFront = (databases) => databases,
  places = (_definition, text) => Promise.resolve(text),
}: ServeOptions): Promise<RunningServer> {
  if (!isLoopback(host) && token === undefined)
    throw new ServeError(
      `${host} can be reached from other machines: give a token, or listen on 127.0.0.1`,
    );
  const limits = { ...DEFAULT_LIMITS, ...given };
  const store = await openStore(address, DEFAULT_ORIGIN, postgres);
  const runner = new PoolRunner(guests);
  const traces = tracing();
  const { traced } = traces;
  const platform = new Platform({
    databases: inFront(store.databases),
    runner: tracedRunner(placedRunner(runner, places), traced),
    tryComponent: async (_world, _name, component) =>
      runner.check(await componentHash(component), component),
    check: checkSize,
  });
  const counted = metrics();
  const observe: Observe = (observation) => {
    counted.observe(observation);
    const { protocol, operation, status, milliseconds, message } = observation;
    const failed = protocol === "http" ? status >= 500 : status === 13;
    log(failed ? "error" : "debug", "request", {
      protocol,
      operation,
      status,
      ms: Math.round(milliseconds * 100) / 100,
      message,
    });
  };
  const shared = { platform, host, principalOf: principalOf(host, token), observe, traced };
  const closing = async (): Promise<void> => {
    await runner.close();
    await platform.close();
  };
  const servers: { stop(milliseconds: number): Promise<void> }[] = [];
  try {
    const grpc = await startGrpcServer({
      ...shared,
      port: grpcPort,
      maxMessageBytes: limits.messageBytes,
      maxConcurrentStreams: limits.requests,
    });
    servers.push(grpc);
    const rest = await startRestServer({ ...shared, port: httpPort, limits, metrics: counted });
    servers.push(rest);
    return {
      platform,
      store,
      runner,
      grpcPort: grpc.port,
      httpPort: rest.port,
      warm: async () => {
        runner.warm();
        await counted.load();
        await traces.load();
      },
      stop: async (milliseconds = 5_000) => {
        await Promise.all(servers.map((server) => server.stop(milliseconds)));
        await closing();
      },
    };
  } catch (error) {
    await Promise.all(servers.map((server) => server.stop(0)));
    await closing();
    throw error;
  }
}
