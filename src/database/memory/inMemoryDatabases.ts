import { messageOf, parseName, type Timestamp } from "../../domain/index.js";
import { DatabaseError } from "../databaseError.js";
import {
  DEFAULT_ORIGIN,
  type DatabaseInfo,
  type Databases,
  type OpenDatabase,
} from "../ports/index.js";
import { databaseExists, databaseGone, databasesClosed, noDatabase } from "../refusals.js";
import { compareBytes } from "./compareBytes.js";
import { InMemoryDefinitions } from "./inMemoryDefinitions.js";
import { InMemorySnapshots, snapshotStore, type SnapshotLimits } from "./inMemorySnapshots.js";
import { InMemoryStore } from "./inMemoryStore.js";

export interface InMemoryDatabasesOptions {
  /** What sources of events begin with. Default: `http://localhost`. */
  readonly origin?: string;
  /** How much each database remembers of its views. */
  readonly snapshots?: SnapshotLimits;
}

interface HeldDatabase extends OpenDatabase {
  readonly events: InMemoryStore;
}

/** Databases in memory, which end with the process. */
export class InMemoryDatabases implements Databases {
  readonly #options: InMemoryDatabasesOptions;
  readonly #databases = new Map<string, HeldDatabase>();
  #isClosed = false;

  constructor(options: InMemoryDatabasesOptions = {}) {
    this.#options = options;
  }

  async create(name: string, createdAt: Timestamp): Promise<DatabaseInfo> {
    const databases = this.#open();
    if (databases.has(checkedName(name))) throw databaseExists(name);
    const { origin = DEFAULT_ORIGIN, snapshots } = this.#options;
    const events = new InMemoryStore({ name, createdAt, origin });
    databases.set(name, {
      get isGone() {
        return events.isGone;
      },
      events,
      definitions: new InMemoryDefinitions(),
      snapshots: snapshotStore(new InMemorySnapshots(snapshots)),
    });
    return Promise.resolve(events.database);
  }

  async delete(name: string): Promise<DatabaseInfo> {
    const { events } = this.#existing(name);
    this.#databases.delete(name);
    events.end(databaseGone(name));
    return Promise.resolve(events.database);
  }

  async *list(): AsyncGenerator<DatabaseInfo> {
    const held = [...this.#open().values()].map(({ events }) => events.database);
    yield* await Promise.resolve(held.sort((a, b) => compareBytes(a.name, b.name)));
  }

  async open(name: string): Promise<OpenDatabase> {
    return Promise.resolve(this.#existing(name));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#databases.values()].map(({ events }) => events.close()));
  }

  #existing(name: string): HeldDatabase {
    const database = this.#open().get(name);
    if (database === undefined) throw noDatabase(name);
    return database;
  }

  #open(): Map<string, HeldDatabase> {
    if (!this.#isClosed) return this.#databases;
    throw databasesClosed();
  }
}

function checkedName(name: string): string {
  try {
    return parseName("database", name);
  } catch (error) {
    throw new DatabaseError("invalid-argument", messageOf(error), { cause: error });
  }
}
