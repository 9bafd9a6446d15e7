import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../build/index.js";
import { decodeUtf8, parseRoughly } from "../codec/json.js";
import { Timestamp, messageOf } from "../domain/index.js";
import { loadBuiltProject, LocalPlatform, type CommandOutcome } from "../host/index.js";
import type { AddCommand } from "./addCommand.js";
import {
  readCommandFile,
  type CommandFile,
  type CommandLine,
  type ViewLine,
} from "./commandFile.js";
import { EXIT } from "./exitCode.js";
import { exactJson, JsonText, shownJson } from "./print/exactJson.js";
import { visible } from "./print/visible.js";
import { count } from "./quantities.js";
import { table } from "./table.js";
import type { Terminal } from "./terminal.js";
import { parseView } from "./viewArgument.js";

interface RunFlags {
  readonly dist: string;
  readonly view?: readonly string[];
  readonly json?: boolean;
}

const FIRST_INSTANT = Timestamp.parse("2026-01-01T00:00:00Z");

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
      const executed = execute(commandFile, platform);
      const views = lines.map((line) => ({
        ...line,
        ...showView(line, platform),
      }));
      const unexpected = executed.filter(({ expected }) => !expected).length;
      finish(
        unexpected === 0 && views.every(({ error }) => error === undefined) ? EXIT.ok : EXIT.failed,
      );
      if (json) terminal.out(exactJson(asJson(executed, views)));
      else print(executed, views, unexpected, terminal);
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

interface Executed {
  readonly command: CommandLine;
  readonly outcome: CommandOutcome;
  /** Whether the outcome is the one that the line expects, if it expects one. */
  readonly expected: boolean;
}

interface ShownView extends ViewLine {
  /** Absent when it could not be told. */
  readonly state?: JsonText | string | null;
  readonly revision?: string;
  readonly error?: string;
}

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

function execute({ commands }: CommandFile, platform: LocalPlatform): Executed[] {
  let now = FIRST_INSTANT;
  return commands.map((command) => {
    const receivedAt = command.at ?? now;
    now = new Timestamp(receivedAt.seconds + 1n, receivedAt.nanoseconds);
    const outcome = platform.execute(command.command, command.message, {
      receivedAt,
      headers: command.headers,
    });
    return {
      command,
      outcome,
      expected: command.expect === undefined || command.expect === outcomeName(outcome),
    };
  });
}

function showView(
  { view, parameters }: ViewLine,
  platform: LocalPlatform,
): Omit<ShownView, keyof ViewLine> {
  try {
    const rendered = platform.viewState(view, parameters);
    const content = rendered?.content;
    const revision = String(rendered?.lastModifiedRevision ?? 0n);
    return { state: content === undefined ? null : stateOf(content), revision };
  } catch (error) {
    return { error: messageOf(error) };
  }
}

/** JSON as it is stored, other text as a string; what is no text cannot be shown. */
function stateOf(content: Uint8Array): JsonText | string {
  const text = decodeUtf8(content, "the state");
  try {
    parseRoughly(text, "the state");
    return new JsonText(text);
  } catch {
    return text;
  }
}

function outcomeName(outcome: CommandOutcome): string {
  return outcome.accepted ? "accepted" : outcome.error.kind;
}

function print(
  executed: readonly Executed[],
  views: readonly ShownView[],
  unexpected: number,
  terminal: Terminal,
): void {
  const { out, note, style } = terminal;
  const rows = executed.map(({ command, outcome, expected }) => [
    style.dim(String(command.line)),
    command.command,
    outcome.accepted ? style.green("accepted") : style.yellow(outcome.error.kind),
    `${describeOutcome(outcome)}${expected ? "" : style.red(`  (expected ${command.expect ?? ""})`)}`,
  ]);
  for (const line of table([["line", "command", "outcome", ""].map(style.bold), ...rows], [0]))
    out(line);
  const accepted = executed.filter(({ outcome }) => outcome.accepted).length;
  out("");
  out(
    `${count(executed.length, "command")}: ${String(accepted)} accepted, ${String(executed.length - accepted)} refused`,
  );
  for (const view of views) printView(view, terminal);
  if (unexpected > 0) note(`${count(unexpected, "outcome")} other than expected`);
}

function printView(
  { view, parameters, state, revision, error }: ShownView,
  { out, note, style }: Terminal,
): void {
  const values = Object.entries(parameters).map(([name, value]) =>
    visible(`${name}=${value ?? "(none)"}`),
  );
  out("");
  out(
    `${style.bold(view)} ${values.join(" ")}${revision === undefined ? "" : style.dim(`  revision ${revision}`)}`,
  );
  if (error !== undefined) note(`${style.red("error:")} ${visible(error)}`);
  else if (state instanceof JsonText) out(shownJson(state.text));
  else out(typeof state === "string" ? visible(state) : style.dim("no state"));
}

function describeOutcome(outcome: CommandOutcome): string {
  if (!outcome.accepted) return visible(outcome.error.message);
  if (outcome.events.length === 0) return "no events";
  return outcome.events
    .map(({ type, revision }) => `${visible(type)} @${String(revision)}`)
    .join(", ");
}

function asJson(executed: readonly Executed[], views: readonly ShownView[]): unknown {
  return {
    commands: executed.map(({ command, outcome, expected }) => ({
      line: command.line,
      command: command.command,
      outcome: outcomeName(outcome),
      expected,
      ...(outcome.accepted
        ? {
            events: outcome.events.map(({ id, type, stream, subject, revision }) => ({
              id,
              type,
              stream,
              subject,
              revision: String(revision),
            })),
          }
        : { message: outcome.error.message }),
    })),
    views,
  };
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
