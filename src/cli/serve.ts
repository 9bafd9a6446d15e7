import { resolve } from "node:path";
import type { Log } from "../server/log.js";
import type { RunningServer } from "../server/serve.js";
import { messageOf } from "../domain/messageOf.js";
import type { AddCommand } from "./addCommand.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { portsPlace, removePortsFile, writePortsFile } from "./portsFile.js";
import { serveBanner } from "./print/serveBanner.js";
import { addServeOptions, storeAddress, tokenOf, type ServeFlags } from "./serveFlags.js";
import type { Terminal } from "./terminal.js";

/** `serve`: the platform on this machine, until it is told to stop. */
export const addServeCommand: AddCommand = (program, terminal, finish) => {
  addServeOptions(program.command("serve")).action(async (flags: ServeFlags) => {
    finish(await run(flags, terminal));
  });
};

async function run(flags: ServeFlags, terminal: Terminal): Promise<ExitCode> {
  const ports = portsPlace(flags.portsFile, terminal.cwd);
  const token = tokenOf(flags, terminal.env);
  const [{ serve }, { log: logger }, { placesOfBuild }] = await Promise.all([
    import("../server/serve.js"),
    import("../server/log.js"),
    import("../server/publishBuild.js"),
  ]);
  const written = logger({
    format: flags.logFormat,
    level: flags.logLevel,
    write: terminal.note,
  });
  const { log } = written;
  const { deadline, memory, workers, drain, replica: replicaUrl, schema, connections } = flags;
  let server: RunningServer;
  try {
    server = await serve({
      store: storeAddress(flags, terminal.cwd),
      postgres: { replicaUrl, schema, connections },
      host: flags.host,
      grpcPort: flags.grpcPort,
      httpPort: flags.httpPort,
      ...(token !== undefined && { token }),
      guests: { deadline: deadline * 1_000, memoryLimit: memory * 1_000_000, workers },
      limits: { requests: flags.maxRequests, messageBytes: flags.maxMessage },
      log,
      ...(flags.publish !== undefined && {
        places: placesOfBuild(resolve(terminal.cwd, flags.publish)),
      }),
    });
  } catch (error) {
    terminal.note(`${terminal.style.red("error:")} ${messageOf(error)}`);
    return EXIT.usage;
  }
  const stop = new AbortController();
  const stopped = signalled(stop);
  for (const line of serveBanner(server, flags, token !== undefined)) terminal.out(line);
  const { grpcPort: grpc, httpPort: http } = server;
  log("info", "listening", { grpc, http, store: server.store.where });
  await written.load();
  // Whoever waits for the file finds what it wants to call.
  const ready = async (): Promise<void> => {
    if (ports !== undefined) await writePortsFile(ports, server);
  };
  const publishing = publish(server, flags, terminal, log, { ready, signal: stop.signal });
  await server.warm();
  const signal = await Promise.race([stopped, publishing.then(() => stopped)]);
  log("info", "stopping", { signal });
  await publishing;
  await server.stop(drain * 1_000);
  if (ports !== undefined) await removePortsFile(ports);
  log("info", "stopped");
  return EXIT.ok;
}

/** The first signal drains; the second ends the process, as it does by itself. */
function signalled(stop: AbortController): Promise<string> {
  return new Promise((done) => {
    const heard = (signal: NodeJS.Signals): void => {
      process.off("SIGTERM", heard);
      process.off("SIGINT", heard);
      stop.abort();
      done(signal);
    };
    process.on("SIGTERM", heard);
    process.on("SIGINT", heard);
  });
}

/** Publishes the build at once, and each time that it changes. A build with mistakes stops nothing. */
async function publish(
  { platform }: RunningServer,
  { publish: dist, database }: ServeFlags,
  terminal: Terminal,
  log: Log,
  { ready, signal }: { readonly ready: () => Promise<void>; readonly signal: AbortSignal },
): Promise<void> {
  if (dist === undefined || database === undefined) return ready();
  const outDir = resolve(terminal.cwd, dist);
  const { onBuildChanges, publishBuild } = await import("../server/publishBuild.js");
  const once = async (): Promise<void> => {
    try {
      for (const { world, name, version } of await publishBuild(platform, database, outDir))
        log("info", "published", { world, name, version: String(version), database });
    } catch (error) {
      log("error", "not published", { dist: outDir, database, message: messageOf(error) });
    }
  };
  await once();
  await ready();
  log("info", "ready", { database });
  await onBuildChanges(outDir, signal, once);
}
