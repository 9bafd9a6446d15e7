import type { Project } from "../build/index.js";
import { DatabaseError } from "../database/index.js";
import type { DecisionRecord, HostedDatabase } from "../platform/index.js";
import { serve, type RunningServer } from "../server/serve.js";
import type { BuilderStart } from "./builder/messages.js";
import type { DevEvent } from "./devEvent.js";
import { DevLoop } from "./devLoop.js";
import { LiveDefinitions, withDefinitions } from "./live/liveDefinitions.js";

export interface DevOptions {
  readonly project: Project;
  readonly start: BuilderStart;
  /** `sqlite:<folder>` or `memory:`. */
  readonly store: string;
  readonly database: string;
  readonly grpcPort: number;
  readonly httpPort: number;
  readonly types: boolean;
  readonly specifications: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly emit: (event: DevEvent) => void;
}

/** A project that is being developed, on a platform of its own. */
export interface DevServer {
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Runs all specifications. */
  runAll(): Promise<void>;
  /** How the last command that was not accepted was decided. */
  lastRefusal(): Promise<DecisionRecord | undefined>;
  /** Empties the database. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the platform and the loop, and returns as soon as the first look at the sources is done. */
export async function startDev(options: DevOptions): Promise<DevServer> {
  const { database, emit, store, grpcPort, httpPort } = options;
  const definitions = new LiveDefinitions();
  let server: RunningServer | undefined;
  let hosted: HostedDatabase | undefined;
  const loop = new DevLoop({
    ...options,
    host: {
      definitions,
      published: async () => {
        await hosted?.catalog();
      },
      ready: async (key, bytes) => server?.runner.ready(key, bytes),
      forget: (keys) => server?.runner.forget(keys),
      clock: () => running().platform.clock(),
    },
  });
  function running(): RunningServer {
    if (server === undefined) throw new Error("the server has not started yet");
    return server;
  }
  try {
    server = await serve({
      store,
      grpcPort,
      httpPort,
      inFront: (databases) => withDefinitions(databases, database, definitions),
      places: ({ componentHash }, text) => definitions.placed(componentHash, text),
    });
    hosted = await databaseOf(server, database);
    await server.warm();
    emit({
      event: "ready",
      grpc: server.grpcPort,
      http: server.httpPort,
      database,
      store: server.store.where,
    });
    await loop.start();
  } catch (error) {
    await loop.stop();
    await server?.stop(0);
    throw error;
  }
  const { platform } = server;
  return {
    grpcPort: server.grpcPort,
    httpPort: server.httpPort,
    runAll: () => loop.runAll(),
    lastRefusal: async () =>
      (await platform.database(database)).decisions
        .after()
        .findLast(({ outcome }) => outcome.kind !== "accepted"),
    reset: async () => {
      await platform.deleteDatabase(database);
      hosted = await databaseOf(running(), database);
      emit({ event: "reset", database });
    },
    stop: async () => {
      await loop.stop();
      await running().stop(500);
      emit({ event: "stopped" });
    },
  };
}

async function databaseOf({ platform }: RunningServer, name: string): Promise<HostedDatabase> {
  try {
    await platform.createDatabase(name);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== "already-exists") throw error;
  }
  return platform.database(name);
}
