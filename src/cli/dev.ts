import { Option, type Command } from "commander";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findProject, type Project } from "../build/index.js";
import type { DevOptions, DevServer } from "../dev/index.js";
import { messageOf, nameProblem } from "../domain/index.js";
import { databaseName } from "../scaffold/index.js";
import type { AddCommand } from "./addCommand.js";
import { engineOption } from "./engineOption.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { hearKeys, KEYS_HINT } from "./devKeys.js";
import { portsPlace, removePortsFile, writePortsFile } from "./portsFile.js";
import { devPrinter } from "./print/printDev.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";
import { portNumber } from "./wholeNumber.js";

interface DevFlags {
  readonly project?: string;
  readonly engine: string;
  readonly database?: string;
  readonly store?: string;
  readonly inMemory?: boolean;
  readonly grpcPort: number;
  readonly httpPort: number;
  readonly portsFile?: string;
  readonly types: boolean;
  readonly specs: boolean;
  readonly json?: boolean;
}

/** `dev`: the platform on this machine with the project on it, and every save live. */
export const addDevCommand: AddCommand = (program, terminal, finish) => {
  addDevOptions(program.command("dev")).action(async (entry: string, flags: DevFlags) => {
    finish(await run(entry, flags, terminal));
  });
};

function addDevOptions(command: Command): Command {
  return command
    .description("run the platform with this project on it; every save is checked, built and live")
    .argument("[entry]", "index module or project folder", ".")
    .option("-p, --project <path>", "the project's tsconfig.json, or the folder that it is in")
    .addOption(engineOption())
    .option(
      "--database <name>",
      "the database (default: the package's name, in small letters, digits and -)",
    )
    .option(
      "--store <address>",
      "where it is kept: sqlite:<folder> or memory: (default: sqlite:.evidentsource in the project)",
    )
    .addOption(new Option("--in-memory", "the same as --store memory:").conflicts("store"))
    .option("--grpc-port <port>", "0 takes any that is free", portNumber, 50_051)
    .option("--http-port <port>", "0 takes any that is free", portNumber, 3_000)
    .option("--ports-file <file>", "write the ports there as JSON, once the project is live")
    .option("--no-types", "leave the project's own TypeScript out")
    .option("--no-specs", "run no specifications")
    .option("--json", "print one JSON object a line")
    .addHelpText(
      "after",
      `\nKeys: ${KEYS_HINT}\n\nExamples:\n  $ esf dev\n  $ esf dev --json --in-memory`,
    );
}

async function run(entry: string, flags: DevFlags, terminal: Terminal): Promise<ExitCode> {
  const { engine, grpcPort, httpPort, types, specs, json = false, portsFile } = flags;
  const problem =
    flags.database === undefined ? undefined : nameProblem("database", flags.database);
  if (problem !== undefined) throw new UsageError(`--database: ${problem}`);
  const ports = portsPlace(portsFile, terminal.cwd);
  const project = findProject({ entry, project: flags.project, cwd: terminal.cwd });
  const { startDev } = await import("../dev/index.js");
  const printer = devPrinter(terminal, project, json);
  const stop = stopped();
  const options: DevOptions = {
    project,
    start: { entry, project: flags.project, cwd: terminal.cwd, engine },
    store: storeOf(flags, project, terminal.cwd),
    database: flags.database ?? databaseName(nameOf(project)),
    grpcPort,
    httpPort,
    types,
    specifications: specs,
    env: terminal.env,
    emit: printer.emit,
  };
  let server: DevServer;
  try {
    const starting = startDev(options);
    const first = await Promise.race([starting, stop.promise.then(() => undefined)]);
    server = first ?? (await starting);
  } catch (error) {
    terminal.note(`${terminal.style.red("error:")} ${messageOf(error)}`);
    return EXIT.usage;
  }
  if (ports !== undefined) await writePortsFile(ports, server);
  const silent = json
    ? () => undefined
    : hearKeys({
        r: () => server.runAll(),
        o: async () => {
          printer.showRefusal(await server.lastRefusal());
        },
        x: () => server.reset(),
        q: () => {
          stop.now();
          return Promise.resolve();
        },
      });
  await stop.promise;
  silent();
  await server.stop();
  if (ports !== undefined) await removePortsFile(ports);
  return EXIT.ok;
}

/** Ends with the first signal, or when it is told to; the second signal ends the process. */
function stopped(): { readonly promise: Promise<void>; readonly now: () => void } {
  let now = (): void => undefined;
  const promise = new Promise<void>((done) => {
    now = () => {
      process.off("SIGTERM", now);
      process.off("SIGINT", now);
      process.off("SIGHUP", now);
      done();
    };
    process.on("SIGTERM", now);
    process.on("SIGINT", now);
    process.on("SIGHUP", now);
  });
  return {
    promise,
    now: () => {
      now();
    },
  };
}

function storeOf({ store, inMemory }: DevFlags, { root }: Project, cwd: string): string {
  if (inMemory === true) return "memory:";
  if (store === undefined) return `sqlite:${join(root, ".evidentsource")}`;
  return store.startsWith("sqlite:")
    ? `sqlite:${resolve(cwd, store.slice("sqlite:".length))}`
    : store;
}

function nameOf({ root }: Project): string {
  try {
    const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly name?: unknown;
    };
    return typeof name === "string" ? name : "dev";
  } catch {
    return "dev";
  }
}
