import { ClientError } from "../client/clientError.js";
import type { Connection } from "../client/connection.js";
import {
  messageOf,
  sequence,
  StateChangeError,
  type Event,
  type Timestamp,
} from "../domain/index.js";
import type { SentTransaction } from "../protocol/json/transactionFromText.js";
import type { CommandFile, CommandLine, ViewLine } from "./commandFile.js";
import {
  stateOf,
  type CommandReport,
  type EventReport,
  type RunReport,
  type ViewReport,
} from "./runReport.js";
import type { PublishingTarget } from "./serverTarget.js";
import { viewParameters } from "./viewParameters.js";

/** What is sent to a server, and what is read afterwards. */
export interface ServerRun {
  readonly commandFile: CommandFile;
  readonly views: readonly ViewLine[];
  /** Appended first, each in a transaction of its own. */
  readonly history: readonly SentTransaction[];
  /** Views see only what takes effect up to this. */
  readonly until: Timestamp | undefined;
}

/** Sends a history and then commands, some of them at once, and reads views after the last one. */
export async function runOnServer(
  { commandFile, views, history, until }: ServerRun,
  connection: Connection,
  target: PublishingTarget,
): Promise<RunReport> {
  for (const { events, conditions, id, ...metadata } of history)
    await connection.transact(events, conditions, { ...metadata, transactionId: id });
  const commands: CommandReport[] = [];
  for (const group of groupsOf(commandFile.commands))
    commands.push(...(await Promise.all(group.map((line) => executed(line, connection)))));
  const latest = await connection.latest();
  const seen = until === undefined ? latest : latest.atEffectiveTimestamp(until);
  const reports: ViewReport[] = [];
  for (const line of views) reports.push(await viewed(line, seen, target));
  return { commands, views: reports };
}

/** A command with those that are sent at the same time. */
function groupsOf(lines: readonly CommandLine[]): readonly (readonly CommandLine[])[] {
  const groups: CommandLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (line.atOnce && last !== undefined) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

async function executed(
  { line, command, message, headers, expect }: CommandLine,
  connection: Connection,
): Promise<CommandReport> {
  const report = (outcome: string, told: Pick<CommandReport, "events" | "message">) => ({
    ...{ line, command, outcome, expect },
    expected: expect === undefined || expect === outcome,
    ...told,
  });
  try {
    const { body = new Uint8Array(), contentType } = message;
    const { transaction } = await connection.execute(command, body, { headers, contentType });
    if (transaction === undefined) return report("accepted", { events: [] });
    const { events } = await connection.transaction(transaction.id);
    return report("accepted", { events: events.map(eventReport) });
  } catch (error) {
    if (StateChangeError.is(error)) return report(error.kind, { message: error.message });
    // To lose a race is an outcome of commands that are sent at once; all else ends the run.
    if (ClientError.is(error) && error.code === "write-conflict")
      return report(error.code, { message: error.message });
    throw error;
  }
}

const eventReport = (event: Event): EventReport => {
  const { id, type, stream, subject } = event;
  return { id, type, stream, subject, revision: sequence(event) ?? 0n };
};

async function viewed(
  { view, parameters }: ViewLine,
  seen: Awaited<ReturnType<Connection["latest"]>>,
  target: PublishingTarget,
): Promise<ViewReport> {
  try {
    const given = new Map<string, string>();
    for (const [name, value] of Object.entries(parameters)) {
      if (value === null)
        throw new RangeError(`${name} is null, which cannot be asked for over REST`);
      given.set(name, value);
    }
    const attributes = await viewParameters(target, { name: view, version: undefined }, given);
    const { content, lastModifiedRevision } = await seen.viewState(view, attributes);
    const state = content === undefined ? null : stateOf(content);
    return { view, parameters, state, revision: lastModifiedRevision };
  } catch (error) {
    if (ClientError.is(error) && error.code === "unavailable") throw error;
    return { view, parameters, error: messageOf(error) };
  }
}
