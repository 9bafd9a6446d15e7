import { componentHash } from "../database/index.js";
import { PoolRunner, type PoolRunnerOptions } from "../host/pool/index.js";
import { Platform } from "../platform/index.js";
import { startGrpcServer } from "./grpc/grpcServer.js";
import { openStore, type OpenedStore } from "./stores.js";

export interface ServeOptions {
  /** `memory:`, `sqlite:<folder>` or `postgres://…`. */
  readonly store: string;
  /** An IP address or host name to listen on. Default: 127.0.0.1. */
  readonly host?: string | undefined;
  /** Default: 50051; 0 takes any that is free. */
  readonly grpcPort?: number | undefined;
  /** Limits of guests. */
  readonly guests?: PoolRunnerOptions | undefined;
}

/** A server that listens. */
export interface RunningServer {
  readonly platform: Platform;
  readonly store: OpenedStore;
  readonly grpcPort: number;
  /** Lets what is under way end, for so many milliseconds at most, and closes everything. */
  stop(milliseconds?: number): Promise<void>;
}

/** Starts the platform on this machine: the one place where store, pool, platform and protocols meet. */
export async function serve({
  store: address,
  host = "127.0.0.1",
  grpcPort = 50_051,
  guests,
}: ServeOptions): Promise<RunningServer> {
  const store = await openStore(address, "http://localhost");
  const runner = new PoolRunner(guests);
  const platform = new Platform({
    databases: store.databases,
    runner,
    tryComponent: async (_world, _name, component) =>
      runner.check(await componentHash(component), component),
  });
  const grpc = await startGrpcServer({ platform, host, port: grpcPort });
  return {
    platform,
    store,
    grpcPort: grpc.port,
    stop: async (milliseconds = 5_000) => {
      await grpc.stop(milliseconds);
      await runner.close();
      await platform.close();
    },
  };
}
