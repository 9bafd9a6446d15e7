import {
  DatabaseError,
  databaseExists,
  databaseGone,
  DEFAULT_ORIGIN,
  type DatabaseInfo,
  type Databases,
  databasesClosed,
  noDatabase,
  type OpenDatabase,
} from "../../database/index.js";
import { nameProblem, type Timestamp } from "../../domain/index.js";
import { instantKey, instantOf } from "../sql/instantKey.js";
import { bytes, integer, text, type Row } from "../sql/row.js";
import { SchemaError } from "../sql/schemaError.js";
import { addressOf } from "./address.js";
import { loadPg } from "./driver.js";
import { Listener } from "./listener.js";
import { beginLocked, channelOf, lockSpace } from "./locks.js";
import type { NumberedDatabase } from "./logReader.js";
import { migrate } from "./migrate.js";
import { PostgresDefinitions } from "./postgresDefinitions.js";
import { PostgresSnapshots } from "./postgresSnapshots.js";
import { PostgresStore } from "./postgresStore.js";
import { TABLES_OF_DATABASE } from "./schema.js";
import { Server } from "./server.js";

export interface PostgresDatabasesOptions {
  /** Of the server that is written to: `postgres://user:password@host:5432/database`. */
  readonly url: string;
  /** Of a replica of it, for reading. Default: the first one is read, too. */
  readonly replicaUrl?: string | undefined;
  /** The schema that holds all databases; made if it is not there. Default: `evidentsource`. */
  readonly schema?: string | undefined;
  /** What sources of events begin with. Default: `http://localhost`. */
  readonly origin?: string | undefined;
  /** The most connections to each server; one more listens. Default: 10. */
  readonly connections?: number | undefined;
  /** Milliseconds between two looks at what nobody told. Default: 1,000. */
  readonly pollInterval?: number | undefined;
}

interface HeldDatabase extends OpenDatabase {
  readonly events: PostgresStore;
}

const DEFAULT_SCHEMA = "evidentsource";
/** Lower case, so that it is the same with quotes and without. */
const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;

/** Databases in one schema of a PostgreSQL, which several processes have open at once. */
export class PostgresDatabases implements Databases {
  /** Where it is, without password. */
  readonly where: string;
  readonly #primary: Server;
  readonly #replica: Server | undefined;
  readonly #space: number;
  readonly #origin: string;
  readonly #listener: Listener;
  readonly #polling: NodeJS.Timeout;
  readonly #held = new Map<string, HeldDatabase>();
  #isClosed = false;

  /**
   * Connects, and brings the schema up to date.
   * @throws PostgresMissingError when there is no driver; SchemaError for a schema of a newer version;
   * DatabaseError `unavailable` when the server cannot be reached, `invalid-argument` for an address
   * or a schema that is none.
   */
  static async open(options: PostgresDatabasesOptions): Promise<PostgresDatabases> {
    const { url, replicaUrl, schema = DEFAULT_SCHEMA, connections = 10 } = options;
    if (!SCHEMA.test(schema))
      throw new DatabaseError(
        "invalid-argument",
        `a schema is named by small letters, digits and underscores, at most 63, got ${JSON.stringify(schema)}`,
      );
    const address = addressOf(url);
    const replicaAddress = replicaUrl === undefined ? undefined : addressOf(replicaUrl);
    const driver = await loadPg();
    const primary = new Server(driver, address, { schema, connections });
    const replica = replicaAddress && new Server(driver, replicaAddress, { schema, connections });
    const space = lockSpace(schema);
    try {
      await migrate(primary, schema, space);
    } catch (error) {
      await primary.end();
      await replica?.end();
      throw error instanceof SchemaError ? error : primary.fault(error);
    }
    return new PostgresDatabases(primary, replica, space, options);
  }

  private constructor(
    primary: Server,
    replica: Server | undefined,
    space: number,
    { origin = DEFAULT_ORIGIN, pollInterval = 1_000 }: PostgresDatabasesOptions,
  ) {
    this.where = primary.address.where;
    this.#primary = primary;
    this.#replica = replica;
    this.#space = space;
    this.#origin = origin;
    this.#listener = new Listener(
      primary,
      channelOf(space),
      (told) => {
        if (told < 0) this.#gone((store) => store.number === -told);
        else this.#look((store) => store.number === told);
      },
      () => {
        void this.#lookAtAll();
      },
    );
    void this.#listener.start();
    this.#polling = setInterval(() => {
      void this.#lookAtAll();
    }, pollInterval);
    this.#polling.unref();
  }

  async create(name: string, createdAt: Timestamp): Promise<DatabaseInfo> {
    this.#alive();
    const problem = nameProblem("database", name);
    if (problem !== undefined) throw new DatabaseError("invalid-argument", problem);
    const [row] = await this.#primary.rows(
      "insert into database (name, created_at) values ($1, $2) on conflict do nothing returning id",
      name,
      instantKey(createdAt),
    );
    if (row === undefined) throw databaseExists(name);
    return { name, createdAt, origin: this.#origin };
  }

  async delete(name: string): Promise<DatabaseInfo> {
    const { info, number } = await this.#find(name);
    try {
      await this.#primary.session(async (session) => {
        // After what others are writing into it; they find it gone when they have the lock.
        await session.run(beginLocked(this.#space, number));
        for (const table of TABLES_OF_DATABASE)
          await session.rows(`delete from ${table} where database = $1`, number);
        const gone = await session.rows("delete from database where id = $1 returning id", number);
        if (gone.length === 0) throw noDatabase(name);
        await session.run("commit");
      });
    } catch (error) {
      throw this.#primary.fault(error);
    }
    const held = this.#held.get(name);
    if (held?.events.number === number) this.#held.delete(name);
    held?.events.end(databaseGone(name));
    this.#tell(-number);
    return info;
  }

  async *list(): AsyncGenerator<DatabaseInfo, void, undefined> {
    this.#alive();
    const rows = await this.#primary.rows(
      "select id, name, created_at from database order by name",
    );
    yield* rows.map((row) => this.#databaseOf(row).info);
  }

  async open(name: string): Promise<OpenDatabase> {
    const database = await this.#find(name);
    const held = this.#held.get(name);
    if (held?.events.number === database.number && !held.isGone) return held;
    // Another process has deleted it and created one of the same name.
    held?.events.end(databaseGone(name));
    const opened = this.#opened(database);
    this.#held.set(name, opened);
    return opened;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#polling);
    for (const { events } of this.#held.values()) await events.close();
    await this.#listener.stop();
    await this.#primary.end();
    await this.#replica?.end();
  }

  #opened(database: NumberedDatabase): HeldDatabase {
    const { number } = database;
    const events = new PostgresStore({
      database,
      primary: this.#primary,
      replica: this.#replica,
      space: this.#space,
      committed: (committed) => {
        this.#tell(committed);
      },
    });
    const alive = (): void => {
      this.#alive();
      if (events.isGone) throw databaseGone(database.info.name);
    };
    return {
      get isGone() {
        return events.isGone;
      },
      events,
      definitions: new PostgresDefinitions(number, this.#primary, this.#space, alive),
      snapshots: new PostgresSnapshots(number, this.#primary, alive),
    };
  }

  async #find(name: string): Promise<NumberedDatabase> {
    this.#alive();
    const [row] = await this.#primary.rows(
      "select id, name, created_at from database where name = $1",
      name,
    );
    this.#alive();
    if (row === undefined) {
      this.#held.get(name)?.events.end(databaseGone(name));
      this.#held.delete(name);
      throw noDatabase(name);
    }
    return this.#databaseOf(row);
  }

  #databaseOf(row: Row): NumberedDatabase {
    return {
      number: integer(row, "id"),
      info: Object.freeze({
        name: text(row, "name"),
        createdAt: Object.freeze(instantOf(bytes(row, "created_at"))),
        origin: this.#origin,
      }),
    };
  }

  /**
   * Tells the other processes that there is something new in a database, or by its negative number
   * that it was deleted. That is done after the commit: within it, PostgreSQL
   * would let only one commit of all databases through at a time. What is not told, because this
   * process ends here, is found by polling.
   */
  #tell(database: number): void {
    if (this.#isClosed) return;
    this.#primary
      .rows("select pg_notify($1, $2)", channelOf(this.#space), String(database))
      .catch(() => undefined);
  }

  #look(isMeant: (store: PostgresStore) => boolean): void {
    for (const { events } of this.#held.values()) if (isMeant(events)) void events.look();
  }

  /** For what nobody told: new events, and databases that are there no more. */
  async #lookAtAll(): Promise<void> {
    this.#look(() => true);
    const numbers = [...this.#held.values()].map(({ events }) => events.number);
    if (numbers.length === 0 || this.#isClosed) return;
    try {
      const rows = await this.#primary.rows("select id from database where id = any($1)", numbers);
      const there = new Set(rows.map((row) => integer(row, "id")));
      this.#gone(({ number }) => numbers.includes(number) && !there.has(number));
    } catch {
      // It is looked again soon.
    }
  }

  /** Ends what other processes deleted; there may be another database of the same name. */
  #gone(isMeant: (store: PostgresStore) => boolean): void {
    for (const [name, { events }] of this.#held) {
      if (!isMeant(events)) continue;
      this.#held.delete(name);
      events.end(databaseGone(name));
    }
  }

  #alive(): void {
    if (this.#isClosed) throw databasesClosed();
  }
}
