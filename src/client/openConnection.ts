import { encodeUtf8, stringifyJson } from "../codec/index.js";
import {
  CommandHeaders,
  describe,
  StateChangeError,
  Timestamp,
  type AppendCondition,
  type Class,
  type CommandMessage,
  type EmittedEvent,
} from "../domain/index.js";
import { fillDraft, UnfitEventError } from "../runtime/fillDraft.js";
import { commandClass, eventClass } from "./classes/classRecords.js";
import { encodeCommand } from "./classes/encodeCommand.js";
import { ClientError } from "./clientError.js";
import type { Commit } from "./commit.js";
import type {
  Connection,
  ExecuteOptions,
  NamedExecuteOptions,
  TransactOptions,
} from "./connection.js";
import { databaseAt, stateAt } from "./databaseAt.js";
import { reading } from "./reading.js";
import { results } from "./results.js";
import { inDatabase, type Session } from "./session.js";
import type { TransactionSummary } from "./transaction.js";

/** The database of a session. */
export function openConnection(session: Session): Connection {
  const { transport, caller, database } = session;
  const latest: Connection["latest"] = async (options) =>
    databaseAt(
      session,
      await inDatabase(session, options, "database-not-found", (signal) =>
        transport.latest(database, signal),
      ),
    );
  const now = reading(session, async (signal) => ({
    revision: (await transport.latest(database, signal)).revision,
    effectiveTimestamp: undefined,
  }));
  return {
    ...now,
    name: database,
    latest,
    atRevision: async (revision, options) =>
      databaseAt(session, await stateAt(session, revision, options)),
    atEffectiveTimestamp: async (instant, options) => {
      const until = Timestamp.from(instant);
      return (await latest(options)).atEffectiveTimestamp(until);
    },
    atTimestamp: async (instant, options) => {
      const at = Timestamp.from(instant);
      const state = await inDatabase(session, options, "not-found", (signal) =>
        transport.atTimestamp(database, at, signal),
      );
      return databaseAt(session, state);
    },
    transact: (events, conditions, options) => transact(session, events, conditions, options),
    execute: (
      command: string | object,
      second?: unknown,
      third?: NamedExecuteOptions,
    ): Promise<Commit> => execute(session, command, second, third),
    log: (from = 0n, options) =>
      results(caller.stream(options, (signal) => transport.log(database, from, signal))),
    transaction: (id, options) =>
      inDatabase(session, options, "not-found", (signal) =>
        transport.transaction(database, id, signal),
      ),
    stateViews: (options) =>
      results(caller.stream(options, (signal) => transport.stateViews(database, signal))),
    stateChanges: (options) =>
      results(caller.stream(options, (signal) => transport.stateChanges(database, signal))),
  };
}

async function transact(
  session: Session,
  given: EmittedEvent | readonly EmittedEvent[],
  conditions: readonly AppendCondition[] = [],
  options: TransactOptions = {},
): Promise<Commit> {
  const { transport, database } = session;
  const call = {
    id: options.transactionId ?? crypto.randomUUID(),
    events: filled(given, session),
    conditions,
    lastReadRevision: options.lastReadRevision,
    commitMessage: options.commitMessage,
    correlationId: options.correlationId,
    causationId: options.causationId,
  };
  const summary = await inDatabase(session, options, "database-not-found", (signal) =>
    transport.transact(database, call, signal),
  );
  return committed(session, summary);
}

/** Events that are given no time take effect when they are recorded: this machine's clock is not the server's. */
function filled(
  given: EmittedEvent | readonly EmittedEvent[],
  { codecs }: Session,
): ReturnType<typeof fillDraft>[] {
  const context = {
    eventOf: eventClass,
    codecOf: (target: Class) => codecs(target, "tolerant"),
    receivedAt: undefined,
    newId: () => crypto.randomUUID(),
  };
  const events = Array.isArray(given)
    ? (given as readonly EmittedEvent[])
    : [given as EmittedEvent];
  return events.map((event) => {
    try {
      return fillDraft(event, context);
    } catch (error) {
      if (!(error instanceof UnfitEventError)) throw error;
      throw new ClientError("invalid-event", error.message, { cause: error });
    }
  });
}

async function execute(
  session: Session,
  command: string | object,
  second: unknown,
  third: NamedExecuteOptions | undefined,
): Promise<Commit> {
  const { name, message, options } = sent(session, command, second, third);
  const { transport, database, versions } = session;
  const transactionId = options.transactionId ?? crypto.randomUUID();
  const headers = headersOf(options.headers);
  const answer = await inDatabase(session, options, "definition-not-found", async (signal) => {
    const version = options.version ?? (await versions.newest("stateChanges", name, signal));
    const { lastSeenRevision } = options;
    const call = {
      stateChange: name,
      version,
      command: message,
      headers,
      lastSeenRevision,
      transactionId,
    };
    return transport.execute(database, call, signal);
  });
  if (answer.kind === "committed") return committed(session, answer.summary);
  const { createdAt } = session;
  const state = {
    name: database,
    createdAt,
    revision: answer.revision,
    revisionTimestamp: answer.at,
  };
  return {
    transaction: undefined,
    revision: answer.revision,
    database: databaseAt(session, state),
  };
}

interface Sent {
  readonly name: string;
  readonly message: CommandMessage;
  readonly options: ExecuteOptions;
}

/** The command of whichever form it is given in. */
function sent(
  { codecs }: Session,
  command: string | object,
  second: unknown,
  third: NamedExecuteOptions | undefined,
): Sent {
  if (typeof command === "string")
    return { name: command, message: bodyOf(command, second, third), options: third ?? {} };
  const byClass = typeof command === "function";
  const instance = byClass
    ? Object.assign<object, unknown>(new (command as Class)(), second)
    : command;
  const { name } = commandClass(instance.constructor as Class);
  return {
    name,
    message: encodeCommand(name, instance, codecs),
    options: (byClass ? third : (second as ExecuteOptions | undefined)) ?? {},
  };
}

function bodyOf(
  name: string,
  body: unknown,
  { contentType = "application/json" }: NamedExecuteOptions = {},
): CommandMessage {
  const bytes = body instanceof Uint8Array ? body : jsonBytes(name, body);
  return { body: bytes, contentType, contentSchema: undefined };
}

function jsonBytes(name: string, body: unknown): Uint8Array {
  if (typeof body !== "object" || body === null)
    throw StateChangeError.validation(
      `command ${name}: expected a JSON object, got ${describe(body)}`,
    );
  return encodeUtf8(stringifyJson(body));
}

const headersOf = (headers: ExecuteOptions["headers"] = {}): Iterable<readonly [string, string]> =>
  headers instanceof CommandHeaders ? headers : Object.entries(headers);

const committed = (session: Session, summary: TransactionSummary): Commit => ({
  transaction: summary,
  revision: summary.revision,
  database: databaseAt(session, {
    name: session.database,
    createdAt: session.createdAt,
    revision: summary.revision,
    revisionTimestamp: summary.recordedAt,
  }),
});
