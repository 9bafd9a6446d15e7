import {
  parseName,
  Timestamp,
  type AppendCondition,
  type PlatformDatabase,
  type ProspectiveEvent,
} from "../domain/index.js";
import { catalogOf } from "./catalogOf.js";
import { databaseAt, type DatabaseContents } from "./databaseAt.js";
import { foldOf, type LocalStateView } from "./localStateView.js";
import { InMemorySnapshots } from "./memory/inMemorySnapshots.js";
import { InMemoryStore } from "./memory/inMemoryStore.js";
import {
  DEFAULT_ORIGIN,
  type Catalog,
  type Pinned,
  type PublishedStateChange,
  type Transaction,
  type TransactionMetadata,
} from "./ports/index.js";

export interface InMemoryDatabaseOptions {
  /** Default: `database`. */
  readonly name?: string;
  /** Default: the epoch. */
  readonly createdAt?: Timestamp;
  /** What can be read. Of one name and version, the last counts. */
  readonly stateViews?: readonly LocalStateView[];
  /** What can be executed. Of one name and version, the last counts. */
  readonly stateChanges?: readonly PublishedStateChange[];
  /** What the sources of events begin with. Default: `http://localhost`. */
  readonly origin?: string;
}

/** What can be said of a transaction beside its events and conditions. */
export interface TransactionOptions extends TransactionMetadata {
  /**
   * Names the transaction, so that it can be sent again: of the second time only the result of the
   * first is given. An empty id names nothing.
   */
  readonly transactionId?: string | undefined;
}

/**
 * A database in memory with the platform's semantics, for whoever cannot wait: revisions, selectors,
 * append conditions, atomic transactions, and views rendered by whatever folds them.
 *
 * @example
 * const database = new InMemoryDatabase({ name: "bank" });
 * database.transact([event], [AppendCondition.mustNotExist(selector)], now);
 * database.latest().queryEvents({ selector });
 */
export class InMemoryDatabase {
  readonly name: string;
  readonly createdAt: Timestamp;
  /** Where its transactions are kept, for whoever can wait. */
  readonly store: InMemoryStore;
  readonly #contents: Omit<DatabaseContents, "reader">;

  constructor({
    name = "database",
    createdAt = new Timestamp(0n),
    stateViews = [],
    stateChanges = [],
    origin = DEFAULT_ORIGIN,
  }: InMemoryDatabaseOptions = {}) {
    this.name = parseName("database", name);
    this.store = new InMemoryStore({ name, createdAt, origin });
    this.createdAt = this.store.database.createdAt;
    this.#contents = {
      catalog: catalogOf(stateViews, stateChanges),
      fold: foldOf(stateViews),
      snapshots: new InMemorySnapshots(),
    };
  }

  /** How many events it holds. */
  get revision(): bigint {
    return this.store.headNow().revision;
  }

  /** What can be read and executed. */
  get catalog(): Catalog {
    return this.#contents.catalog;
  }

  /** The database as it is now; what is committed later does not show in it. */
  latest(): PlatformDatabase {
    return databaseAt({ ...this.#contents, reader: this.store.reader(this.revision) });
  }

  /** The same for a runner, which brings what folds. */
  pinned(): Pinned {
    const { catalog, snapshots } = this.#contents;
    return { store: this.store, revision: this.revision, catalog, snapshots };
  }

  /** The transaction with the id; an empty one names nothing. */
  transaction(id = ""): Transaction | undefined {
    return id === "" ? undefined : this.store.transactionNow(id);
  }

  /**
   * Appends the events if all conditions hold, or nothing. Conditions look at the database before the
   * transaction's own events. A transaction that is known by its id is not looked at again, for its own
   * first commit may violate its conditions.
   * @throws DatabaseError that says which event or condition is in the way.
   */
  transact(
    events: readonly ProspectiveEvent[],
    conditions: readonly AppendCondition[],
    recordedAt: Timestamp,
    options?: TransactionOptions,
  ): Transaction {
    const { transactionId = "" } = options ?? {};
    const id = transactionId === "" ? this.#newId() : transactionId;
    const transaction = { id, events, conditions, recordedAt };
    return this.store.appendNow(
      options === undefined ? transaction : { ...options, ...transaction },
    );
  }

  /** The same in every run of the same course; a sender may have chosen it before. */
  #newId(): string {
    let id = `transaction-${String(this.revision + 1n)}`;
    while (this.store.transactionNow(id) !== undefined) id += "+";
    return id;
  }
}
