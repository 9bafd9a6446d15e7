import { decodeUtf8, parseRoughly } from "../codec/json.js";
import { Timestamp, messageOf, type ParameterValues } from "../domain/index.js";
import type { CommandOutcome, LocalPlatform } from "../host/index.js";
import type { CommandFile, CommandLine, ViewLine } from "./commandFile.js";
import { JsonText } from "./print/exactJson.js";

/** When the first command is received, if its line does not say. */
export const FIRST_INSTANT = Timestamp.parse("2026-01-01T00:00:00Z");

/** What a command file led to, for people and for programs. */
export interface RunReport {
  readonly commands: readonly CommandReport[];
  readonly views: readonly ViewReport[];
}

export interface CommandReport {
  readonly line: number;
  readonly command: string;
  /** `accepted` or the kind of the refusal. */
  readonly outcome: string;
  /** What the line expects, if it expects something. */
  readonly expect: string | undefined;
  /** Whether the outcome is the one that the line expects, if it expects one. */
  readonly expected: boolean;
  readonly events?: readonly EventReport[];
  /** Why it was refused. */
  readonly message?: string;
}

export interface EventReport {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly subject: string | undefined;
  readonly revision: bigint;
}

export interface ViewReport {
  readonly view: string;
  readonly parameters: ParameterValues;
  /** Absent when it could not be told. */
  readonly state?: JsonText | string | null;
  readonly revision?: bigint;
  readonly error?: string;
}

/**
 * Executes the commands one after the other, and reads the views after the last one.
 * @param until - views see only what takes effect up to this instant.
 */
export function runCommands(
  { commands }: CommandFile,
  views: readonly ViewLine[],
  platform: LocalPlatform,
  until?: Timestamp,
): RunReport {
  let now = FIRST_INSTANT;
  const executed = commands.map((line) => {
    const receivedAt = line.at ?? now;
    now = new Timestamp(receivedAt.seconds + 1n, receivedAt.nanoseconds);
    const context = { receivedAt, headers: line.headers };
    return commandReport(line, platform.execute(line.command, line.message, context));
  });
  return { commands: executed, views: views.map((view) => viewReport(view, platform, until)) };
}

/** Outcomes other than expected, which fail a run. */
export const unexpectedIn = ({ commands }: RunReport): number =>
  commands.filter(({ expected }) => !expected).length;

function commandReport(
  { line, command, expect }: CommandLine,
  outcome: CommandOutcome,
): CommandReport {
  const name = outcome.accepted ? "accepted" : outcome.error.kind;
  const common = {
    line,
    command,
    outcome: name,
    expect,
    expected: expect === undefined || expect === name,
  };
  if (!outcome.accepted) return { ...common, message: outcome.error.message };
  const events = outcome.events.map(({ id, type, stream, subject, revision }) => ({
    id,
    type,
    stream,
    subject,
    revision,
  }));
  return { ...common, events };
}

function viewReport(
  { view, parameters }: ViewLine,
  platform: LocalPlatform,
  until: Timestamp | undefined,
): ViewReport {
  try {
    const rendered = platform.viewState(view, parameters, until);
    const content = rendered?.content;
    return {
      view,
      parameters,
      state: content === undefined ? null : stateOf(content),
      revision: rendered?.lastModifiedRevision ?? 0n,
    };
  } catch (error) {
    return { view, parameters, error: messageOf(error) };
  }
}

/** JSON as it is stored, other text as a string; what is no text cannot be shown. */
export function stateOf(content: Uint8Array): JsonText | string {
  const text = decodeUtf8(content, "the state");
  try {
    parseRoughly(text, "the state");
    return new JsonText(text);
  } catch {
    return text;
  }
}
