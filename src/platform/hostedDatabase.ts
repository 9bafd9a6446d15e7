import { randomUUID } from "node:crypto";
import {
  DatabaseError,
  logQuery,
  type Catalog,
  type Decided,
  type Definition,
  type EventStore,
  type NewTransaction,
  type OpenDatabase,
  type Pinned,
  type PublishedStateChange,
  type PublishedStateView,
  type Runner,
  type StoredEvent,
  type Transaction,
} from "../database/index.js";
import type {
  AttributeKind,
  DatabaseQuery,
  ParameterBindings,
  RenderedStateView,
  Timestamp,
} from "../domain/index.js";
import { CatalogCache } from "./catalog.js";
import type { CheckTransaction } from "./checkTransaction.js";
import type { CommandRequest } from "./commandRequest.js";
import type { DatabaseState } from "./databaseState.js";
import { DecisionLog } from "./decision.js";
import { decideAt, executeCommand, type Executed } from "./executeCommand.js";
import { Lane } from "./lane.js";
import { missing } from "./missingDefinition.js";
import { publish, type Publication, type TryComponent } from "./publish.js";
import { renewing } from "./renewing.js";
import { atRevision, awaitRevision, stateAt, updates } from "./watch.js";

/** What is rendered, and of which past. */
export interface RenderRequest {
  readonly stateView: string;
  readonly version: bigint;
  readonly revision: bigint;
  readonly parameters: ParameterBindings;
  /** Only what takes effect at or before the instant. */
  readonly effectiveTimestamp?: Timestamp | undefined;
}

/** A view with its state, if anything was ever folded. */
export interface Rendering {
  readonly view: PublishedStateView;
  readonly rendered: RenderedStateView | undefined;
}

export interface HostedDatabaseOptions {
  readonly runner: Runner;
  readonly tryComponent: TryComponent;
  /** How often a command is decided at most, when others keep being faster. */
  readonly attempts: number;
  /** How many decisions are remembered. */
  readonly decisions: number;
  readonly check: CheckTransaction;
}

/**
 * One database of the platform: all that a client can ask of it, in domain values. Knows no protocol.
 *
 * What does not exist is told by DatabaseErrors: `not-found` for definitions, transactions and events,
 * `invalid-argument` for revisions that are not there yet.
 */
export class HostedDatabase {
  readonly name: string;
  readonly createdAt: Timestamp;
  /** What the sources of its events begin with. */
  readonly origin: string;
  readonly #store: EventStore;
  readonly #open: OpenDatabase;
  readonly #catalog: CatalogCache;
  readonly #options: HostedDatabaseOptions;
  readonly #decisions: DecisionLog;
  readonly #lane = new Lane();

  constructor(open: OpenDatabase, options: HostedDatabaseOptions) {
    const { name, createdAt, origin } = open.events.database;
    this.name = name;
    this.origin = origin;
    this.createdAt = createdAt;
    this.#open = open;
    this.#store = open.events;
    this.#catalog = new CatalogCache(open.definitions);
    this.#options = options;
    this.#decisions = new DecisionLog(options.decisions);
  }

  /** Whether it was deleted, by whichever process; there may be another one of its name. */
  get isGone(): boolean {
    return this.#open.isGone;
  }

  // ---- States

  async latest(): Promise<DatabaseState> {
    return stateAt(this.#store, await this.#store.head());
  }

  /** The database at exactly the revision. @throws DatabaseError `invalid-argument` if it is not there yet. */
  async at(revision: bigint): Promise<DatabaseState> {
    return atRevision(this.#store, revision);
  }

  /** The database at exactly the revision, as soon as it exists. */
  async await(revision: bigint, signal: AbortSignal): Promise<DatabaseState> {
    return awaitRevision(this.#store, revision, signal);
  }

  /** The database at the last revision that was committed at or before the instant. */
  async atTimestamp(instant: Timestamp): Promise<DatabaseState> {
    return atRevision(this.#store, await this.#store.revisionAt(instant));
  }

  /** The present state, then each later one, until the signal is aborted. */
  updates(signal: AbortSignal): AsyncIterable<DatabaseState> {
    return updates(this.#store, signal);
  }

  // ---- Transactions and events

  /** Appends all events or none. Without an id (or with an empty one) it cannot be sent again. */
  async transact(
    transaction: Omit<NewTransaction, "id"> & { readonly id?: string | undefined },
  ): Promise<Transaction> {
    const { id: given = "" } = transaction;
    const id = given === "" ? randomUUID() : given;
    const named = { ...transaction, id };
    this.#options.check(named, this.#store.database);
    return this.#store.append(named);
  }

  async transaction(id: string): Promise<Transaction> {
    const found = await this.#store.transaction(id);
    if (found === undefined) {
      // Nothing is what a deleted database has, too.
      await this.latest();
      throw new DatabaseError("not-found", `${this.name} has no transaction ${id}`);
    }
    return found;
  }

  /** The transactions from the one that includes the revision on, up to the present. */
  log(from: bigint): AsyncIterable<Transaction> {
    return this.#store.transactions(from);
  }

  /** What a query selects at a revision. @throws DatabaseError `invalid-argument` if that is not there yet. */
  async *query(
    revision: bigint,
    query: DatabaseQuery,
  ): AsyncGenerator<StoredEvent, void, undefined> {
    await this.at(revision);
    yield* this.#store.events({ ...logQuery(query), upTo: revision });
  }

  /** The events of the revisions, in the order of those. @throws DatabaseError `not-found` for one that there is not. */
  async eventsByRevisions(revisions: readonly bigint[]): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (const revision of revisions) {
      const after = revision - 1n;
      let found: StoredEvent | undefined;
      if (after >= 0n)
        for await (const event of this.#store.events({ after, upTo: revision })) found = event;
      if (found === undefined) {
        await this.latest();
        throw new DatabaseError(
          "not-found",
          `${this.name} has no event of revision ${String(revision)}`,
        );
      }
      events.push(found);
    }
    return events;
  }

  async event(stream: string, id: string, revision: bigint): Promise<StoredEvent> {
    const found = await this.#store.event(stream, id);
    if (found === undefined || found.revision > revision)
      throw new DatabaseError(
        "not-found",
        `the stream ${stream} of ${this.name} has no event ${id} at revision ${String(revision)}`,
      );
    return found;
  }

  /** The values of an attribute as of a revision, each once, in lexicographic order. */
  keys(kind: AttributeKind, revision: bigint): AsyncIterable<string> {
    return this.#store.keys(kind, revision);
  }

  // ---- Definitions

  /** Adds a version of a definition. */
  async publish(publication: Publication, publishedAt: Timestamp): Promise<Definition> {
    const definition = await publish(
      this.#open.definitions,
      publication,
      publishedAt,
      this.#options.tryComponent,
    );
    await this.#catalog.refresh();
    return definition;
  }

  /** Publishes what another database has, all versions; each component was tried there. */
  async takeDefinitions(from: HostedDatabase): Promise<void> {
    const [source, own] = [from.#open.definitions, this.#open.definitions];
    if (own.takeAll?.(source) !== true)
      for (const { componentHash, ...definition } of await source.list()) {
        const component = await source.component(componentHash);
        if (component !== undefined) await own.publish({ ...definition, component });
      }
    await this.#catalog.refresh();
  }

  /** Everything that is published now. */
  async catalog(): Promise<Catalog> {
    return this.#catalog.refresh();
  }

  /** Everything that is published now, as it was published, with its metadata and model. */
  async definitions(): Promise<readonly Definition[]> {
    return this.#open.definitions.list();
  }

  // ---- State changes and state views

  /** Decides a command and commits its events. */
  async execute(request: CommandRequest): Promise<Executed> {
    let [catalog, change] = await this.#change(request);
    const at = (revision: bigint): Pinned => this.#pinned(catalog, revision);
    const renew = async (): Promise<PublishedStateChange> => {
      await this.#catalog.refresh();
      [catalog, change] = await this.#change(request);
      return change;
    };
    const own = { store: this.#store, decisions: this.#decisions, lane: this.#lane };
    return executeCommand({ ...this.#options, ...own, at, renew }, change, request);
  }

  /** What would come of a command at a revision; nothing is committed. */
  async speculate(request: CommandRequest, revision: bigint): Promise<Decided> {
    return renewing(this.#catalog, async () => {
      const [catalog, change] = await this.#change(request);
      await this.at(revision);
      return decideAt(this.#pinned(catalog, revision), this.#options.runner, change, request);
    });
  }

  /** A view's state at a revision. */
  async render(request: RenderRequest): Promise<Rendering> {
    const { stateView, version, revision, parameters, effectiveTimestamp } = request;
    return renewing(this.#catalog, async () => {
      const [catalog, view] = await this.#catalog.find((known) =>
        known.stateView(stateView, version),
      );
      if (view === undefined) throw missing("state view", stateView, version, catalog.stateViews);
      await this.at(revision);
      const pinned = { ...this.#pinned(catalog, revision), effectiveTimestamp };
      return { view, rendered: await this.#options.runner.render(view, pinned, parameters) };
    });
  }

  /** How the last commands were decided. */
  get decisions(): DecisionLog {
    return this.#decisions;
  }

  #pinned(catalog: Catalog, revision: bigint): Pinned {
    const { events: store, definitions, snapshots: snapshotStore } = this.#open;
    return { store, revision, catalog, definitions, snapshotStore };
  }

  async #change({
    stateChange,
    version,
  }: CommandRequest): Promise<[Catalog, PublishedStateChange]> {
    const [catalog, change] = await this.#catalog.find((known) =>
      known.stateChange(stateChange, version),
    );
    if (change === undefined)
      throw missing("state change", stateChange, version, catalog.stateChanges);
    return [catalog, change];
  }
}
