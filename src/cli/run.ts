import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "./usageError.js";
import { loadBuiltProject, LocalPlatform } from "../host/index.js";
import type { AddCommand } from "./addCommand.js";
import { readCommandFile, type CommandFile, type ViewLine } from "./commandFile.js";
import { EXIT } from "./exitCode.js";
import { exactJson } from "./print/exactJson.js";
import { printRun } from "./print/printRun.js";
import { visible } from "./print/visible.js";
import { FIRST_INSTANT, runCommands, unexpectedIn } from "./runReport.js";
import type { Terminal } from "./terminal.js";
import { parseView } from "./viewArgument.js";

interface RunFlags {
  readonly dist: string;
  readonly view?: readonly string[];
  readonly json?: boolean;
}

/** `run`: commands through built components, on this machine. */
export const addRunCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("run")
    .description(
      "execute a file of commands through the built components, on an empty database in memory",
    )
    .argument(
      "<file>",
      'JSON lines: {"command": "deposit", "body": {…}} and {"view": "account-summary", "parameters": {…}}',
    )
    .option("-d, --dist <folder>", "the build's output", "dist")
    .option("--view <name?parameter=value>", "a view to show at the end; may be repeated", collect)
    .option("--json", "print the result as JSON")
    .addHelpText("after", HELP)
    .action(async (file: string, { dist, view = [], json = false }: RunFlags) => {
      const commandFile = readCommandFile(await readBytes(file, terminal), file);
      const project = await loadBuiltProject(resolve(terminal.cwd, dist));
      checkCommandNames(commandFile, file, [...project.stateChanges.keys()]);
      const lines = [...commandFile.views, ...view.map(parseView)];
      checkViewNames(
        lines,
        project.stateViews.map(({ name }) => name),
      );
      const platform = new LocalPlatform(project, { createdAt: FIRST_INSTANT });
      const report = runCommands(commandFile, lines, platform);
      const failed =
        unexpectedIn(report) > 0 || report.views.some(({ error }) => error !== undefined);
      finish(failed ? EXIT.failed : EXIT.ok);
      if (json) terminal.out(exactJson(report));
      else printRun(report, terminal);
    });
};

const HELP = `
Beside "command" and "body", a line may hold "text" (a body that is no JSON), "contentType", "headers",
"at" (when it is received; by default a second after the line before, from ${String(FIRST_INSTANT)}) and
"expect" ("accepted" or a kind of refusal). The exit code is 1 when an expectation failed,
or a view could not be told.

Examples:
  $ esf run commands.jsonl
  $ esf run commands.jsonl --dist build --view "account-summary?account_id=7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10"`;

/** Views are named in the file or on the command line; a mistyped name is a mistake there. */
function checkViewNames(views: readonly ViewLine[], known: readonly string[]): void {
  const unknown = views.find(({ view }) => !known.includes(view));
  if (unknown === undefined) return;
  throw new UsageError(
    `the build has no state view ${visible(unknown.view)}; it has ${known.join(", ") || "none"}`,
  );
}

/** A mistyped name is a mistake in the file, not a command that is refused. */
function checkCommandNames(
  { commands }: CommandFile,
  file: string,
  known: readonly string[],
): void {
  const unknown = commands.find(({ command }) => !known.includes(command));
  if (unknown === undefined) return;
  throw new UsageError(
    `${file}:${String(unknown.line)}: the build has no command ${visible(unknown.command)}; it has ${known.join(", ") || "none"}`,
  );
}

async function readBytes(file: string, { cwd }: Terminal): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, file));
  } catch {
    throw new UsageError(`the command file ${file} cannot be read`);
  }
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
