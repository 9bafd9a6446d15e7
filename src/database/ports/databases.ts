import type { Timestamp } from "../../domain/index.js";
import type { DatabaseInfo } from "./databaseInfo.js";
import type { DefinitionStore } from "./definitionStore.js";
import type { EventStore } from "./eventStore.js";
import type { SnapshotStore } from "./snapshotStore.js";

/** A database that is open. */
export interface OpenDatabase {
  /** Whether it was deleted since; there may be another one of its name. */
  readonly isGone: boolean;
  readonly events: EventStore;
  readonly definitions: DefinitionStore;
  readonly snapshots: SnapshotStore;
}

/**
 * A store of many databases: a folder of files, a database server, or memory. Safe for many callers
 * at once, also from several processes.
 *
 * Every method rejects with a DatabaseError `unavailable` when the store is closed or cannot be reached.
 */
export interface Databases {
  /**
   * Creates an empty database.
   * @throws DatabaseError `already-exists`; `invalid-argument` for a name of another form.
   */
  create(name: string, createdAt: Timestamp): Promise<DatabaseInfo>;

  /**
   * Deletes a database with all that it holds. Who has it open is told `not-found`, and its
   * heads end; in other processes as soon as they learn of it.
   * @throws DatabaseError `not-found`.
   */
  delete(name: string): Promise<DatabaseInfo>;

  /** All databases, by name. */
  list(): AsyncIterable<DatabaseInfo>;

  /**
   * Opens a database; whoever opens it again may be given the same.
   * @throws DatabaseError `not-found`.
   */
  open(name: string): Promise<OpenDatabase>;

  /** Closes all that is open, after what was begun is done. */
  close(): Promise<void>;
}
