import type { Databases, Runner } from "../database/index.js";
import { nameProblem, type Timestamp } from "../domain/index.js";
import { DatabaseError } from "../database/index.js";
import type { CheckTransaction } from "./checkTransaction.js";
import { systemClock, type Clock } from "./clock.js";
import type { DatabaseState } from "./databaseState.js";
import { HostedDatabase } from "./hostedDatabase.js";
import type { TryComponent } from "./publish.js";

export interface PlatformOptions {
  readonly databases: Databases;
  /** What decides and renders. */
  readonly runner: Runner;
  /** What a component must pass to be published. */
  readonly tryComponent: TryComponent;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** How often a command is decided at most, when others keep being faster. Default: 10. */
  readonly attempts?: number | undefined;
  /** How many decisions of each database are remembered. Default: 1,000. */
  readonly decisions?: number | undefined;
  /** What a transaction must pass before it is committed. Default: nothing more than the database's rules. */
  readonly check?: CheckTransaction | undefined;
}

/**
 * Databases with what is published into them, and what runs it. Knows neither protocols nor how events
 * are kept.
 *
 * @example
 * const platform = new Platform({ databases, runner, tryComponent });
 * await platform.createDatabase("bank");
 * const bank = await platform.database("bank");
 */
export class Platform {
  readonly clock: Clock;
  readonly #databases: Databases;
  readonly #options: PlatformOptions;
  /** What is open by its name, unless it was deleted meanwhile: another process may have done that. */
  readonly #open = new Map<string, Promise<HostedDatabase>>();

  constructor(options: PlatformOptions) {
    this.clock = options.clock ?? systemClock;
    this.#databases = options.databases;
    this.#options = options;
  }

  /** @throws DatabaseError `already-exists`, or `invalid-argument` for a name of another form. */
  async createDatabase(name: string): Promise<DatabaseState> {
    checkName(name);
    const { createdAt } = await this.#databases.create(name, this.clock());
    this.#open.delete(name);
    return empty(name, createdAt);
  }

  /** Deletes a database with all that it holds, and gives its last state. @throws DatabaseError `not-found`. */
  async deleteDatabase(name: string): Promise<DatabaseState> {
    const last = await (await this.database(name)).latest();
    this.#open.delete(name);
    await this.#databases.delete(name);
    return last;
  }

  /** The names of all databases. */
  async *databaseNames(): AsyncGenerator<string, void, undefined> {
    for await (const { name } of this.#databases.list()) yield name;
  }

  /** @throws DatabaseError `not-found`. */
  async database(name: string): Promise<HostedDatabase> {
    checkName(name);
    const known = this.#open.get(name);
    if (known !== undefined) {
      const hosted = await known;
      if (!hosted.isGone) return hosted;
      if (this.#open.get(name) === known) this.#open.delete(name);
    }
    const open = this.#open.get(name) ?? this.#opened(name);
    this.#open.set(name, open);
    return open;
  }

  /** Ends what is under way, and closes the databases. */
  async close(): Promise<void> {
    this.#open.clear();
    await this.#databases.close();
  }

  async #opened(name: string): Promise<HostedDatabase> {
    try {
      const { runner, tryComponent, attempts = 10, decisions = 1_000, check } = this.#options;
      const open = await this.#databases.open(name);
      return new HostedDatabase(open, {
        runner,
        tryComponent,
        attempts,
        decisions,
        check: check ?? (() => undefined),
      });
    } catch (error) {
      this.#open.delete(name);
      throw error;
    }
  }
}

function checkName(name: string): void {
  const problem = nameProblem("database", name);
  if (problem !== undefined) throw new DatabaseError("invalid-argument", problem);
}

const empty = (name: string, createdAt: Timestamp): DatabaseState => ({
  name,
  createdAt,
  revision: 0n,
  revisionTimestamp: createdAt,
});
