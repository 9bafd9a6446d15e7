import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
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
import { messageOf, nameProblem, type Timestamp } from "../../domain/index.js";
import { instantKey, instantOf } from "../sql/instantKey.js";
import { bytes, text } from "../sql/row.js";
import type { Connection } from "./connection.js";
import { databaseNameOf, fileNameOf } from "./fileNames.js";
import { lockFolder, type FolderLock } from "./folderLock.js";
import { makeFile, openForReading, openForWriting } from "./openFile.js";
import { SqliteDefinitions } from "./sqliteDefinitions.js";
import { SqliteSnapshots } from "./sqliteSnapshots.js";
import { SqliteStore } from "./sqliteStore.js";

export interface SqliteDatabasesOptions {
  /** Made if it is not there. */
  readonly folder: string;
  /** What sources of events begin with. Default: `http://localhost`. */
  readonly origin?: string | undefined;
}

interface HeldDatabase extends OpenDatabase {
  readonly events: SqliteStore;
  readonly connections: readonly Connection[];
}

/** A folder of databases, a file each. One process has it at a time. */
export class SqliteDatabases implements Databases {
  readonly #folder: string;
  readonly #origin: string;
  readonly #lock: FolderLock;
  readonly #held = new Map<string, HeldDatabase>();
  #isClosed = false;

  /** @throws DatabaseError `unavailable` when another process has the folder, or it cannot be written. */
  constructor({ folder, origin = DEFAULT_ORIGIN }: SqliteDatabasesOptions) {
    this.#folder = folder;
    this.#origin = origin;
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
    } catch (error) {
      throw unavailable(`${folder} cannot be written`, error);
    }
    this.#lock = lockFolder(folder);
    this.#removeLeftovers();
  }

  async create(name: string, createdAt: Timestamp): Promise<DatabaseInfo> {
    this.#alive();
    const problem = nameProblem("database", name);
    if (problem !== undefined) throw new DatabaseError("invalid-argument", problem);
    const path = this.#pathOf(name);
    if (existsSync(path)) throw databaseExists(name);
    // Whole or not at all: the file gets its name when it holds everything.
    const unfinished = `${path}${UNFINISHED}`;
    removeDatabaseFile(unfinished);
    try {
      makeFile(unfinished, name, instantKey(createdAt));
      linkSync(unfinished, path);
    } catch (error) {
      if (existsSync(path)) throw databaseExists(name);
      throw unavailable(`${path} cannot be made`, error);
    } finally {
      removeDatabaseFile(unfinished);
    }
    return Promise.resolve({ name, createdAt, origin: this.#origin });
  }

  async delete(name: string): Promise<DatabaseInfo> {
    const { events, connections } = this.#existing(name);
    const path = this.#pathOf(name);
    events.end(databaseGone(name));
    this.#held.delete(name);
    for (const connection of connections) connection.close();
    const deleted = `${path}${DELETED}`;
    removeDatabaseFile(deleted);
    renameSync(path, deleted);
    removeDatabaseFile(deleted);
    removeDatabaseFile(path);
    return Promise.resolve(events.database);
  }

  async *list(): AsyncGenerator<DatabaseInfo, void, undefined> {
    this.#alive();
    const names = readdirSync(this.#folder)
      .map(databaseNameOf)
      .filter((name) => name !== undefined)
      .sort();
    for (const name of names) {
      if (existsSync(this.#pathOf(name)))
        yield await Promise.resolve(this.#existing(name).events.database);
    }
  }

  async open(name: string): Promise<OpenDatabase> {
    return Promise.resolve(this.#existing(name));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const { events, connections } of this.#held.values()) {
      await events.close();
      for (const connection of connections) connection.close();
    }
    this.#lock.release();
  }

  #existing(name: string): HeldDatabase {
    this.#alive();
    const held = this.#held.get(name);
    if (held !== undefined) return held;
    const path = this.#pathOf(name);
    if (!existsSync(path)) throw noDatabase(name);
    const opened = this.#opened(path);
    this.#held.set(name, opened);
    return opened;
  }

  #opened(path: string): HeldDatabase {
    try {
      const writing = openForWriting(path);
      const row = writing.get("select name, created_at from database");
      if (row === undefined) throw new Error("it is no database of this program");
      const database: DatabaseInfo = {
        name: text(row, "name"),
        createdAt: instantOf(bytes(row, "created_at")),
        origin: this.#origin,
      };
      const reading = openForReading(path);
      const events = new SqliteStore(database, path, writing, reading);
      return {
        get isGone() {
          return events.isGone;
        },
        events,
        definitions: new SqliteDefinitions(writing),
        snapshots: new SqliteSnapshots(writing),
        connections: [reading, writing],
      };
    } catch (error) {
      throw unavailable(`${path} cannot be opened`, error);
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, fileNameOf(name));
  }

  #alive(): void {
    if (this.#isClosed) throw databasesClosed();
  }

  /** What a process left behind that was ended while it made or deleted a database. */
  #removeLeftovers(): void {
    for (const file of readdirSync(this.#folder))
      if (file.includes(UNFINISHED) || file.includes(DELETED)) rmSync(join(this.#folder, file));
  }
}

const UNFINISHED = ".new";
const DELETED = ".deleted";

function removeDatabaseFile(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"])
    rmSync(`${path}${suffix}`, { force: true });
}

const unavailable = (what: string, error: unknown): DatabaseError =>
  new DatabaseError("unavailable", `${what}: ${messageOf(error)}`, { cause: error });
