import { encodeUtf8, stringifyJson } from "../codec/json.js";
import {
  DatabaseError,
  executeCommand,
  FIRST_VERSION,
  foldOf,
  InMemoryDatabase,
  localRunner,
  type CommandOutcome,
  type LocalRunner,
  type PublishedStateChange,
} from "../database/index.js";
import {
  eventAttribute,
  StateChangeError,
  Timestamp,
  type CommandHeaders,
  type CommandMessage,
  type ParameterValues,
  type RenderedStateView,
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
  readonly #runner: LocalRunner;

  /** A platform with an empty database. */
  constructor(
    project: BuiltProject,
    { databaseName = "local", createdAt = new Timestamp(0n) }: LocalPlatformOptions = {},
  ) {
    this.#runner = runnerOf(project);
    this.database = new InMemoryDatabase({
      name: databaseName,
      createdAt,
      stateViews: project.stateViews,
      stateChanges: publishedStateChanges(project),
    });
  }

  /** Decides a command and appends its events. Whatever goes wrong is an outcome, never an exception. */
  execute(name: string, command: CommandMessage, context: CommandContext): CommandOutcome {
    return executeCommand(this.database, this.#runner, () => this.#stateChange(name), {
      ...context,
      message: command,
    });
  }

  /**
   * A view's state at the latest revision, by name; `undefined` when nothing has been folded.
   * @param effectiveTimestamp - only what takes effect up to this instant is seen.
   * @throws DatabaseError or StateViewError that says what is wrong.
   */
  viewState(
    name: string,
    values: ParameterValues = {},
    effectiveTimestamp?: Timestamp,
  ): RenderedStateView | undefined {
    const view = this.database.catalog.latestStateView(name);
    if (view === undefined) throw new DatabaseError("not-found", `there is no state view ${name}`);
    // What is missing or unknown is for the database to say.
    const bindings = Object.entries(values).map(
      ([parameter, value]) =>
        [parameter, eventAttribute(view.parameters.get(parameter) ?? "subject", value)] as const,
    );
    const at = { ...this.database.pinned(), effectiveTimestamp };
    return this.#runner.render(view, at, bindings);
  }

  #stateChange(name: string): PublishedStateChange {
    const change = this.database.catalog.latestStateChange(name);
    if (change === undefined) throw noStateChange(name);
    return change;
  }
}

/**
 * A command whose body is the JSON of a value.
 * @throws JsonError for what JSON would change in silence, such as NaN.
 */
export function jsonCommand(body: unknown): CommandMessage {
  return {
    body: encodeUtf8(stringifyJson(body)),
    contentType: "application/json",
    contentSchema: undefined,
  };
}

function runnerOf({ stateViews, stateChanges }: BuiltProject): LocalRunner {
  return localRunner("built components", {
    fold: foldOf(stateViews),
    decide: ({ name }, ...call) => {
      const change = stateChanges.get(name);
      if (change === undefined) throw noStateChange(name);
      return change.decide(...call);
    },
  });
}

/** As if the project were published for the first time; its views say their versions themselves. */
const publishedStateChanges = ({ stateChanges }: BuiltProject): readonly PublishedStateChange[] =>
  [...stateChanges].map(([name, { componentHash = "" }]) => ({
    name,
    version: FIRST_VERSION,
    componentHash,
  }));

const noStateChange = (name: string): StateChangeError =>
  StateChangeError.notFound(`there is no state change ${name}`);
