import { InMemoryDatabase, DatabaseError, type StoredEvent } from "../database/index.js";
import {
  CommandHeaders,
  eventAttribute,
  StateChangeError,
  Timestamp,
  type CommandMessage,
  type ParameterValues,
  type RenderedStateView,
  messageOf,
} from "../domain/index.js";
import type { BuiltProject } from "./builtProject.js";

/** What a local platform is told. */
export interface LocalPlatformOptions {
  /** Default: `local`. */
  readonly databaseName?: string;
  /** When the database was created. Default: the epoch. */
  readonly createdAt?: Timestamp;
}

/** What is sent with a command beside its body. */
export interface CommandContext {
  /** When it is received; also when its events are recorded. */
  readonly receivedAt: Timestamp;
  /** Default: none. */
  readonly headers?: CommandHeaders;
  /** The revision that the sender had seen. Default: the last one. */
  readonly lastSeenRevision?: bigint;
}

/** A command's outcome. */
export type CommandOutcome =
  | { readonly accepted: true; readonly events: readonly StoredEvent[]; readonly revision: bigint }
  | { readonly accepted: false; readonly error: StateChangeError };

/**
 * A database on this machine whose commands are decided, and whose views are folded, by built components.
 *
 * @example
 * const platform = new LocalPlatform(await loadBuiltProject("dist"));
 * platform.execute("deposit", jsonCommand({ account_id: accountId, amount: 5 }), { receivedAt });
 */
export class LocalPlatform {
  /** What was appended. */
  readonly database: InMemoryDatabase;
  readonly #project: BuiltProject;

  /** A platform with an empty database. */
  constructor(
    project: BuiltProject,
    { databaseName = "local", createdAt = new Timestamp(0n) }: LocalPlatformOptions = {},
  ) {
    this.#project = project;
    this.database = new InMemoryDatabase({
      name: databaseName,
      createdAt,
      stateViews: project.stateViews,
    });
  }

  /** Decides a command and appends its events. Whatever goes wrong is an outcome, never an exception. */
  execute(name: string, command: CommandMessage, context: CommandContext): CommandOutcome {
    try {
      const change = this.#project.stateChanges.get(name);
      if (change === undefined) throw StateChangeError.notFound(`there is no state change ${name}`);
      const { events, conditions } = change.decide(this.database.latest(), command, {
        stateChangeName: name,
        stateChangeVersion: 1n,
        lastSeenRevision: context.lastSeenRevision ?? this.database.revision,
        commandReceivedAt: context.receivedAt,
        headers: context.headers ?? new CommandHeaders(),
      });
      // No package says what the server does with none; nothing to store is no failure.
      if (events.length === 0)
        return { accepted: true, events: [], revision: this.database.revision };
      const { events: stored, revision } = this.database.transact(
        events,
        conditions,
        context.receivedAt,
      );
      return { accepted: true, events: stored, revision };
    } catch (error) {
      return { accepted: false, error: refusal(error) };
    }
  }

  /**
   * A view's state at the latest revision, by name; `undefined` when nothing has been folded.
   * @throws DatabaseError or StateViewError that says what is wrong.
   */
  viewState(name: string, values: ParameterValues = {}): RenderedStateView | undefined {
    const view = this.#project.stateViews.find((candidate) => candidate.name === name);
    if (view === undefined) throw new DatabaseError("not-found", `there is no state view ${name}`);
    // What is missing or unknown is for the database to say.
    const bindings = Object.entries(values).map(
      ([parameter, value]) =>
        [parameter, eventAttribute(view.parameters.get(parameter) ?? "subject", value)] as const,
    );
    return this.database.latest().viewState(name, view.version, bindings);
  }
}

/** A command whose body is the JSON of a value. */
export function jsonCommand(body: unknown): CommandMessage {
  return {
    body: new TextEncoder().encode(JSON.stringify(body)),
    contentType: "application/json",
    contentSchema: undefined,
  };
}

function refusal(error: unknown): StateChangeError {
  if (StateChangeError.is(error)) return error;
  const message = messageOf(error);
  if (!(error instanceof DatabaseError))
    return StateChangeError.internal(message, { cause: error });
  return error.code === "condition-violated"
    ? StateChangeError.conflict(message)
    : StateChangeError.internal(message, { cause: error });
}
