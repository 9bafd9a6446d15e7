import { Command, CommanderError } from "commander";
import { PACKAGE_VERSION } from "../version.js";
import type { AddCommand } from "./addCommand.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

/** Each loaded only when it is needed: a server that starts has no use for bundlers. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  new: async () => (await import("./new.js")).addNewCommand,
  add: async () => (await import("./add.js")).addAddCommand,
  dev: async () => (await import("./dev.js")).addDevCommand,
  check: async () => (await import("./check.js")).addCheckCommand,
  build: async () => (await import("./build.js")).addBuildCommand,
  run: async () => (await import("./run.js")).addRunCommand,
  test: async () => (await import("./test.js")).addTestCommand,
  databases: async () => (await import("./databases.js")).addDatabasesCommand,
  execute: async () => (await import("./execute.js")).addExecuteCommand,
  transact: async () => (await import("./transact.js")).addTransactCommand,
  view: async () => (await import("./view.js")).addViewCommand,
  query: async () => (await import("./query.js")).addQueryCommand,
  log: async () => (await import("./log.js")).addLogCommand,
  inspect: async () => (await import("./inspect.js")).addInspectCommand,
  types: async () => (await import("./types.js")).addTypesCommand,
  publish: async () => (await import("./publish.js")).addPublishCommand,
  serve: async () => (await import("./serve.js")).addServeCommand,
};

/** The command that is called, or all of them where help or a suggestion may be asked for. */
async function commandsFor([name = ""]: readonly string[]): Promise<readonly AddCommand[]> {
  const called = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const commands: AddCommand[] = [];
  for (const load of called === undefined ? Object.values(COMMANDS) : [called])
    commands.push(await load());
  return commands;
}

/** Runs the program with arguments and gives its exit code. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Command("evidentsource-functions")
    .alias("esf")
    .description(
      "State views and state changes for EvidentSource, from annotated TypeScript classes.",
    )
    .version(PACKAGE_VERSION)
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => {
        terminal.out(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.note(text.trimEnd());
      },
    })
    .exitOverride();
  for (const add of await commandsFor(args)) {
    add(program, terminal, (finished) => {
      code = finished;
    });
  }
  program.commands.forEach((command) => command.copyInheritedSettings(program));
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return await exitCodeOf(error, terminal);
  }
}

/** Mistakes in use cost one line; anything else is a defect of this program and shows its stack. */
async function exitCodeOf(error: unknown, { note, style }: Terminal): Promise<ExitCode> {
  // Commander has said what is wrong; help and version end in an error, too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const told = ({ message }: Error, code: ExitCode): ExitCode => {
    note(`${style.red("error:")} ${message}`);
    return code;
  };
  if (error instanceof UsageError) return told(error, EXIT.usage);
  const { PublishingError } = await import("./publishing.js");
  if (error instanceof PublishingError) return told(error, EXIT.server);
  const { BuildFilesError, LockError } = await import("../artifact/index.js");
  const { BuiltProjectError } = await import("../host/openBuild.js");
  if (isOneOf(error, [BuildFilesError, BuiltProjectError, LockError]))
    return told(error, EXIT.usage);
  const { BundleError, EngineError, OutputError, ProjectError, WitError } =
    await import("../build/index.js");
  if (error instanceof ProjectError) return told(error, EXIT.usage);
  if (isOneOf(error, [WitError, BundleError, EngineError, OutputError]))
    return told(error, EXIT.failed);
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.failed;
}

function isOneOf(
  error: unknown,
  classes: readonly (abstract new (...args: never[]) => Error)[],
): error is Error {
  return classes.some((each) => error instanceof each);
}
