import { encodeUtf8, stringifyJson } from "../codec/index.js";
import {
  CommandHeaders,
  describe,
  StateChangeError,
  type Class,
  type CommandMessage,
} from "../domain/index.js";
import { commandClass } from "./classes/classRecords.js";
import { encodeCommand } from "./classes/encodeCommand.js";
import { committed, type Commit } from "./commit.js";
import type { ExecuteOptions, NamedExecuteOptions } from "./connection.js";
import { databaseAt } from "./databaseAt.js";
import { keptWords } from "./keptWords.js";
import { inDatabase, type Session } from "./session.js";
import { transactionId } from "./transactionId.js";

/** Sends a command; under the id of its transaction it can be sent again. */
export async function execute(
  session: Session,
  command: string | object,
  second: unknown,
  third: NamedExecuteOptions | undefined,
): Promise<Commit> {
  const { name, content, options } = asked(command, second, third);
  const message = "instance" in content ? await encoded(name, content.instance, session) : content;
  const { transport, database, versions } = session;
  const id = transactionId(options.transactionId);
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
      transactionId: id,
      ...keptWords(options),
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

interface Asked {
  readonly name: string;
  readonly content: CommandMessage | { readonly instance: object };
  readonly options: ExecuteOptions;
}

/** The command of whichever form it is given in. */
function asked(
  command: string | object,
  second: unknown,
  third: NamedExecuteOptions | undefined,
): Asked {
  if (typeof command === "string")
    return { name: command, content: bodyOf(command, second, third), options: third ?? {} };
  const byClass = typeof command === "function";
  const instance = byClass
    ? Object.assign<object, unknown>(new (command as Class)(), second)
    : command;
  const { name } = commandClass(instance.constructor as Class);
  const options = (byClass ? third : (second as ExecuteOptions | undefined)) ?? {};
  return { name, content: { instance }, options };
}

/** At once, if the codecs are at hand: the sender may go on to change the command. */
async function encoded(
  name: string,
  instance: object,
  { codecs }: Session,
): Promise<CommandMessage> {
  const known = codecs();
  return encodeCommand(name, instance, typeof known === "function" ? known : await known);
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
