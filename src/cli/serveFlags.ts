import { Option, type Command } from "commander";
import { resolve } from "node:path";
import { nameProblem } from "../domain/index.js";
import type { LogFormat, LogLevel } from "../server/log.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";
import { portNumber, wholeNumber } from "./wholeNumber.js";

export interface ServeFlags {
  readonly store: string;
  readonly inMemory?: boolean;
  readonly replica?: string;
  readonly schema?: string;
  readonly connections?: number;
  readonly host: string;
  readonly grpcPort: number;
  readonly httpPort: number;
  readonly portsFile?: string;
  readonly token?: string;
  readonly publish?: string;
  readonly database?: string;
  /** In seconds. */
  readonly deadline: number;
  /** In megabytes. */
  readonly memory: number;
  readonly workers?: number;
  readonly maxRequests: number;
  /** In bytes. */
  readonly maxMessage: number;
  /** In seconds. */
  readonly drain: number;
  readonly logFormat: LogFormat;
  readonly logLevel: LogLevel;
}

const OPTIONS: readonly Option[] = [
  new Option(
    "--store <address>",
    "where databases are kept: sqlite:<folder>, postgres://… or memory:",
  ).default("sqlite:.evidentsource"),
  new Option("--in-memory", "keep databases in memory; the same as --store memory:").conflicts(
    "store",
  ),
  new Option("--replica <url>", "PostgreSQL: a replica that events are read from"),
  new Option("--schema <name>", "PostgreSQL: the schema of all databases (default: evidentsource)"),
  new Option(
    "--connections <number>",
    "PostgreSQL: the most connections to each server, and one more listens (default: 10)",
  ).argParser(wholeNumber(1, 1_000)),
  new Option("--host <address>", "the address to listen on").default("127.0.0.1"),
  new Option("--grpc-port <port>", "0 takes any that is free")
    .default(50_051)
    .argParser(portNumber),
  new Option("--http-port <port>", "0 takes any that is free").default(3_000).argParser(portNumber),
  new Option("--ports-file <file>", "write the ports there as JSON, once the server is ready"),
  new Option(
    "--token <token>",
    "what callers must send as a bearer token (default: EVIDENTSOURCE_TOKEN)",
  ),
  new Option("--publish <dist>", "publish this build at the start, and again when it changes"),
  new Option(
    "--database <name>",
    "the database to publish into (default: EVIDENTSOURCE_DATABASE)",
  ).env("EVIDENTSOURCE_DATABASE"),
  new Option("--deadline <seconds>", "how long a component may run")
    .default(30)
    .argParser(wholeNumber(1, 3_600)),
  new Option("--memory <megabytes>", "the most memory of an instance of a component")
    .default(100)
    .argParser(wholeNumber(1, 4_000)),
  new Option(
    "--workers <number>",
    "threads for components (default: one a processor, at least 2)",
  ).argParser(wholeNumber(1, 256)),
  new Option("--max-requests <number>", "the most requests at once")
    .default(1_000)
    .argParser(wholeNumber(1, 1_000_000)),
  new Option("--max-message <bytes>", "the longest request that is taken")
    .default(4_194_304)
    .argParser(wholeNumber(1_024, 1_000_000_000)),
  new Option("--drain <seconds>", "how long requests may take to end when the server is stopped")
    .default(10)
    .argParser(wholeNumber(0, 3_600)),
  new Option("--log-format <format>", "how lines of the log are written")
    .choices(["text", "json"])
    .default("text"),
  new Option("--log-level <level>", "debug logs every request")
    .choices(["debug", "info", "warn", "error"])
    .default("info"),
];

/** Declares the options of `serve`. */
export function addServeOptions(command: Command): Command {
  command.description("run the platform on this machine, over gRPC and REST");
  for (const option of OPTIONS) command.addOption(option);
  return command
    .addHelpText(
      "after",
      "\nExamples:\n  $ esf serve --in-memory\n  $ esf serve --publish dist --database bank\n  $ esf serve --store sqlite:/var/lib/bank --host 0.0.0.0 --token …",
    )
    .hook("preAction", (called) => {
      const { publish, database } = called.opts<ServeFlags>();
      if (publish !== undefined && database === undefined)
        command.error("error: --publish needs a database; give --database <name>");
      const problem = database === undefined ? undefined : nameProblem("database", database);
      if (problem !== undefined) command.error(`error: --database: ${problem}`);
    });
}

/** The store's address, where a relative folder is one of the terminal's. */
export function storeAddress({ store, inMemory }: ServeFlags, cwd: string): string {
  if (inMemory === true) return "memory:";
  return /^sqlite:./.test(store) ? `sqlite:${resolve(cwd, store.slice("sqlite:".length))}` : store;
}

/**
 * What callers must send, if anything; an empty one is none.
 * @throws UsageError for one that no caller can send.
 */
export function tokenOf({ token }: ServeFlags, env: Terminal["env"]): string | undefined {
  const [given, place] =
    token === undefined ? [env["EVIDENTSOURCE_TOKEN"], "EVIDENTSOURCE_TOKEN"] : [token, "--token"];
  if (given === undefined || given === "") return undefined;
  if (/^[\x21-\x7e]+$/.test(given)) return given;
  throw new UsageError(
    `${place}: a token consists of letters, digits and signs of ASCII without blanks, as headers carry it`,
  );
}
