import { resolve } from "node:path";
import { DatabaseError, loadBuiltProject, LocalPlatform } from "../host/index.js";
import type { SentTransaction } from "../protocol/json/transactionFromText.js";
import type { AddCommand } from "./addCommand.js";
import { readCommandFile, type CommandFile, type ViewLine } from "./commandFile.js";
import { EXIT, type ExitCode } from "./exitCode.js";
import { exactJson } from "./print/exactJson.js";
import { printRun } from "./print/printRun.js";
import { visible } from "./print/visible.js";
import { parseInstant } from "./pointArguments.js";
import { readInput } from "./readInput.js";
import { FIRST_INSTANT, runCommands, unexpectedIn, type RunReport } from "./runReport.js";
import { noteStale } from "./staleNote.js";
import { sentTransaction } from "./sentTransaction.js";
import { collect } from "./serverOptions.js";
import { serverTarget } from "./serverTarget.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";
import { parseView } from "./viewArgument.js";

interface RunFlags {
  readonly dist: string;
  readonly view?: readonly string[];
  readonly json?: boolean;
  readonly server?: string | true;
  readonly database?: string;
  readonly token?: string;
  readonly timeout: string;
  readonly given?: readonly string[];
  readonly asOf?: string;
}

/** `run`: commands through built components, on this machine or on a server. */
export const addRunCommand: AddCommand = (program, terminal, finish) => {
  program
    .command("run")
    .description(
      "execute a file of commands through the built components, on an empty database in memory or on a server",
    )
    .argument(
      "<file>",
      'a file, or - for standard input, of JSON lines: {"command": "deposit", "body": {…}} and {"view": "account-summary", "parameters": {…}}',
    )
    .option("-d, --dist <folder>", "the build's output", "dist")
    .option("--view <name?parameter=value>", "a view to show at the end; may be repeated", collect)
    .option("--json", "print the result as JSON")
    .option("--server [url]", "send them to a server instead (default: EVIDENTSOURCE_URL)")
    .option("--database <name>", "its database (default: EVIDENTSOURCE_DATABASE)")
    .option("--token <token>", "bearer token of the server (default: EVIDENTSOURCE_TOKEN)")
    .option("--timeout <seconds>", "how long the server may take to answer", "20")
    .option("--given <file>", "events to append before, as in transact; may be repeated", collect)
    .option("--as-of <instant>", "views see only what takes effect up to this instant")
    .addHelpText("after", HELP)
    .action(async (given: string, flags: RunFlags) => {
      const { bytes, name: file } = await readInput(given, terminal, "the command file");
      const commandFile = readCommandFile(bytes, file);
      const views = [...commandFile.views, ...(flags.view ?? []).map(parseView)];
      const show = (report: RunReport): ExitCode => {
        if (flags.json === true) terminal.out(exactJson(report));
        else printRun(report, terminal);
        const failed =
          unexpectedIn(report) > 0 || report.views.some(({ error }) => error !== undefined);
        return failed ? EXIT.failed : EXIT.ok;
      };
      const called = { file, commandFile, views, flags };
      finish(await (flags.server === undefined ? here : there)(called, terminal, show));
    });
};

interface Called {
  readonly file: string;
  readonly commandFile: CommandFile;
  readonly views: readonly ViewLine[];
  readonly flags: RunFlags;
}

type Show = (report: RunReport) => ExitCode;

/** On an empty database in memory. */
async function here(
  { file, commandFile, views, flags }: Called,
  terminal: Terminal,
  show: Show,
): Promise<ExitCode> {
  const { asOf } = flags;
  const until = asOf === undefined ? undefined : parseInstant("--as-of", asOf);
  const together = commandFile.commands.find(({ atOnce }) => atOnce);
  if (together !== undefined)
    throw new UsageError(
      `${file}:${String(together.line)}: "atOnce" needs a server; in memory one command follows the other`,
    );
  const history = await histories(flags, terminal);
  const project = await loadBuiltProject(resolve(terminal.cwd, flags.dist));
  await noteStale(flags.dist, terminal);
  checkCommandNames(commandFile, file, "the build", [...project.stateChanges.keys()]);
  checkViewNames(
    views,
    "the build",
    project.stateViews.map(({ name }) => name),
  );
  const platform = new LocalPlatform(project, { createdAt: FIRST_INSTANT });
  for (const [index, transaction] of history.entries())
    appended(platform, transaction, flags.given?.[index] ?? "");
  return show(runCommands(commandFile, views, platform, until));
}

/** A history that cannot be appended is a mistake in its file. */
function appended(
  { database }: LocalPlatform,
  { events, conditions }: SentTransaction,
  file: string,
): void {
  try {
    database.transact(events, conditions, FIRST_INSTANT);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new UsageError(`${file}: ${error.message}`);
  }
}

/** Each file is a transaction of its own. */
async function histories(
  { given = [] }: RunFlags,
  terminal: Terminal,
): Promise<readonly SentTransaction[]> {
  const transactions: SentTransaction[] = [];
  for (const file of given) transactions.push(await sentTransaction(file, terminal));
  return transactions;
}

/** On a database of a server, as it is. */
async function there(
  { file, commandFile, views, flags }: Called,
  terminal: Terminal,
  show: Show,
): Promise<ExitCode> {
  const { server, asOf } = flags;
  const target = serverTarget(
    { ...flags, ...(typeof server === "string" && { url: server, urlOption: "--server" }) },
    terminal.env,
  );
  const dated = commandFile.commands.find(({ at }) => at !== undefined);
  if (dated !== undefined)
    throw new UsageError(
      `${file}:${String(dated.line)}: "at" is for runs in memory; a server goes by its own clock`,
    );
  const until = asOf === undefined ? undefined : parseInstant("--as-of", asOf);
  const history = await histories(flags, terminal);
  // A client loads what validates classes, for which commands in memory have no use.
  const { onDatabase } = await import("./onClient.js");
  const { runOnServer } = await import("./runOnServer.js");
  return onDatabase(target, terminal, flags, async (connection) => {
    const changes = await connection.stateChanges().all();
    const stateViews = await connection.stateViews().all();
    const names = (list: readonly { readonly name: string }[]): readonly string[] => [
      ...new Set(list.map(({ name }) => name)),
    ];
    checkCommandNames(commandFile, file, connection.name, names(changes));
    checkViewNames(views, connection.name, names(stateViews));
    return show(await runOnServer({ commandFile, views, history, until }, connection, target));
  });
}

const HELP = `
Beside "command" and "body", a line may hold "text" (a body that is no JSON), "contentType", "headers",
"at" (when it is received; by default a second after the line before, from ${String(FIRST_INSTANT)}) and
"expect" ("accepted" or a kind of refusal). The exit code is 1 when an expectation failed,
or a view could not be told.

With --server the commands are sent to a database as it is, and received when they are: no line may have
"at". "atOnce": true sends a command at the same time as the one before it.

Examples:
  $ esf run commands.jsonl
  $ esf run commands.jsonl --server http://localhost:3000 --database bank --given history.jsonl
  $ esf run commands.jsonl --dist build --view "account-summary?account_id=7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10"`;

/** Views are named in the file or on the command line; a mistyped name is a mistake there. */
function checkViewNames(views: readonly ViewLine[], where: string, known: readonly string[]): void {
  const unknown = views.find(({ view }) => !known.includes(view));
  if (unknown === undefined) return;
  throw new UsageError(
    `${where} has no state view ${visible(unknown.view)}; it has ${known.join(", ") || "none"}`,
  );
}

/** A mistyped name is a mistake in the file, not a command that is refused. */
function checkCommandNames(
  { commands }: CommandFile,
  file: string,
  where: string,
  known: readonly string[],
): void {
  const unknown = commands.find(({ command }) => !known.includes(command));
  if (unknown === undefined) return;
  throw new UsageError(
    `${file}:${String(unknown.line)}: ${where} has no command ${visible(unknown.command)}; it has ${known.join(", ") || "none"}`,
  );
}
