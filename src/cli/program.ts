import { Command, CommanderError } from "commander";
import { BuildFilesError } from "../artifact/index.js";
import { BundleError, EngineError, OutputError, ProjectError, WitError } from "../build/index.js";
import { BuiltProjectError } from "../host/index.js";
import { PACKAGE_VERSION } from "../version.js";
import type { AddCommand } from "./addCommand.js";
import { addBuildCommand } from "./build.js";
import { addCheckCommand } from "./check.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { addInspectCommand } from "./inspect.js";
import { addPublishCommand } from "./publish.js";
import { addRunCommand } from "./run.js";
import { addTestCommand } from "./test.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

const COMMANDS: readonly AddCommand[] = [
  addCheckCommand,
  addBuildCommand,
  addRunCommand,
  addTestCommand,
  addInspectCommand,
  addPublishCommand,
];

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
  for (const add of COMMANDS) {
    add(program, terminal, (finished) => {
      code = finished;
    });
  }
  program.commands.forEach((command) => command.copyInheritedSettings(program));
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

/** Mistakes in use cost one line; anything else is a defect of this program and shows its stack. */
function exitCodeOf(error: unknown, { note, style }: Terminal): ExitCode {
  // Commander has said what is wrong; help and version end in an error, too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (isOneOf(error, [UsageError, ProjectError, BuiltProjectError, BuildFilesError])) {
    note(`${style.red("error:")} ${error.message}`);
    return EXIT.usage;
  }
  if (isOneOf(error, [WitError, BundleError, EngineError, OutputError])) {
    note(`${style.red("error:")} ${error.message}`);
    return EXIT.failed;
  }
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.failed;
}

function isOneOf(
  error: unknown,
  classes: readonly (abstract new (...args: never[]) => Error)[],
): error is Error {
  return classes.some((each) => error instanceof each);
}
