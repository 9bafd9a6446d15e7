import type {
  AppendCondition,
  Class,
  CommandHeaders,
  EmittedEvent,
  Fields,
  TimestampLike,
} from "../domain/index.js";
import type { CallOptions } from "./callOptions.js";
import type { Commit } from "./commit.js";
import type { DatabaseAt } from "./databaseAt.js";
import type { DatabaseReader, ParametersOf } from "./databaseReader.js";
import type { DefinitionName } from "./definitionName.js";
import type { SubscribeOptions } from "./follow/follow.js";
import type { Watched } from "./follow/watch.js";
import type { Results } from "./results.js";
import type { Transaction } from "./transaction.js";
import type { NamedParameters, NamedViewOptions } from "./viewAt.js";

/** What is kept with a transaction, whatever leads to it. */
export interface CommitOptions extends CallOptions {
  /**
   * Names the transaction: sent again under the same id it is committed once, as it was sent first, so the
   * id must be new for each intent. Not empty. Default: a random UUID.
   */
  readonly transactionId?: string | undefined;
  /** What is to be said of it. */
  readonly commitMessage?: string | undefined;
  /** What it belongs to. */
  readonly correlationId?: string | undefined;
  /** What it comes of. */
  readonly causationId?: string | undefined;
}

/** What a transaction takes beside its events and conditions. */
export interface TransactOptions extends CommitOptions {
  /** What the sender had read; kept with the transaction. */
  readonly lastReadRevision?: bigint | undefined;
}

/** What a command takes beside its fields. */
export interface ExecuteOptions extends CommitOptions {
  /** What the decision is told beside the command. */
  readonly headers?: CommandHeaders | Readonly<Record<string, string>> | undefined;
  /** The revision that the sender had seen; information for the decision. */
  readonly lastSeenRevision?: bigint | undefined;
  /** The version of the state change. Default: the newest that is published. */
  readonly version?: bigint | undefined;
}

/** What a command by name takes beside its body. */
export interface NamedExecuteOptions extends ExecuteOptions {
  /** Of a body in bytes. Default: `application/json`. */
  readonly contentType?: string | undefined;
}

/** What a log is read with. */
export interface LogOptions extends CallOptions {
  /** Whether to go on with what is committed later, for as long as it is read. */
  readonly follow?: boolean | undefined;
}

/** An instance, and no class. */
export type Instance<C> = C extends (abstract new (...given: never[]) => unknown) | string
  ? never
  : C;

/**
 * One database of a server. What is read of the connection itself is read of the database as it is
 * then; {@link Connection.latest} keeps it at one revision.
 */
export interface Connection extends DatabaseReader {
  /** The name of the database. */
  readonly name: string;

  /** The database as it is now. */
  latest(options?: CallOptions): Promise<DatabaseAt>;
  /** The database at a revision; waits for one that is not there yet. */
  atRevision(revision: bigint, options?: CallOptions): Promise<DatabaseAt>;
  /** The database as it is now, with only the events that take effect at or before the instant. */
  atEffectiveTimestamp(effectiveTime: TimestampLike, options?: CallOptions): Promise<DatabaseAt>;
  /** The database as it was at the instant, by the time of commits. */
  atTimestamp(instant: TimestampLike, options?: CallOptions): Promise<DatabaseAt>;

  /**
   * Appends all events or none, if all conditions hold.
   * @throws ClientError, `condition-violated` among others.
   *
   * @example
   * await bank.transact(event(AccountCredited, { accountId, amount: 5 }), [
   *   AppendCondition.unchangedSince(Selector.subject(accountId), seen.revision),
   * ]);
   */
  transact(
    events: EmittedEvent | readonly EmittedEvent[],
    conditions?: readonly AppendCondition[],
    options?: TransactOptions,
  ): Promise<Commit>;

  /**
   * Sends a command, held to the rules of its class before.
   * @throws StateChangeError for a refusal; ClientError for all else.
   *
   * @example
   * await bank.execute(Withdraw, { accountId, amount: 20 });
   */
  execute<C extends object>(
    command: Class<C>,
    fields: Fields<C>,
    options?: ExecuteOptions,
  ): Promise<Commit>;
  /** As an instance of its class. */
  execute<C extends object>(command: Instance<C>, options?: ExecuteOptions): Promise<Commit>;
  /** By its name: a value that is sent as JSON, or bytes that are sent as they are. */
  execute(name: string, body: unknown, options?: NamedExecuteOptions): Promise<Commit>;

  /** The transactions from the one that includes the revision on, the oldest first, up to the present. */
  log(from?: bigint, options?: LogOptions): Results<Transaction>;
  /** One transaction. @throws ClientError `not-found`. */
  transaction(id: string, options?: CallOptions): Promise<Transaction>;

  /**
   * The present revision, then the revision of each transaction, as long as it is read: none missing,
   * none twice, all in order, also over restarts of the server.
   *
   * @example
   * for await (const revision of bank.subscribe()) console.log(revision);
   */
  subscribe(options?: SubscribeOptions): AsyncIterable<bigint>;

  /**
   * A view's state now, and whenever it has changed, as long as it is read. It never goes back; a slow
   * reader is given the latest state and not each.
   *
   * @example
   * for await (const { state } of bank.watch(AccountSummary, { account_id: accountId }))
   *   console.log(state?.balance);
   */
  watch<V extends Class>(
    view: V,
    parameters?: ParametersOf<V>,
    options?: CallOptions,
  ): AsyncIterable<Watched<InstanceType<V>>>;
  /** As parsed JSON, by name. */
  watch(
    name: string,
    parameters?: NamedParameters,
    options?: NamedViewOptions,
  ): AsyncIterable<Watched<unknown>>;

  /** The published state views, each version for itself. */
  stateViews(options?: CallOptions): Results<DefinitionName>;
  /** The published state changes, each version for itself. */
  stateChanges(options?: CallOptions): Results<DefinitionName>;
}
