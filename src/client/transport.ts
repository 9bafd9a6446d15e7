import type {
  AppendCondition,
  CommandMessage,
  DatabaseQuery,
  Event,
  ParameterBindings,
  ProspectiveEvent,
  Timestamp,
} from "../domain/index.js";
import type { DatabaseState } from "./databaseState.js";
import type { DefinitionName } from "./definitionName.js";
import type { KeptWords } from "./keptWords.js";
import type { Transaction, TransactionSummary } from "./transaction.js";
import type { ViewState } from "./viewState.js";

/** Events and conditions of one transaction. */
export interface TransactCall extends KeptWords {
  readonly id: string;
  readonly events: readonly ProspectiveEvent[];
  readonly conditions: readonly AppendCondition[];
  readonly lastReadRevision: bigint | undefined;
}

/** A command as it is sent. */
export interface ExecuteCall extends KeptWords {
  readonly stateChange: string;
  readonly version: bigint;
  readonly command: CommandMessage;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly lastSeenRevision: bigint | undefined;
  readonly transactionId: string;
}

/** What came of a command. */
export type ExecuteAnswer =
  | { readonly kind: "committed"; readonly summary: TransactionSummary }
  | { readonly kind: "nothing"; readonly revision: bigint; readonly at: Timestamp };

/** Which view is asked for, and as of when. */
export interface ViewCall extends DefinitionName {
  readonly revision: bigint;
  readonly parameters: ParameterBindings;
  readonly effectiveTimestamp: Timestamp | undefined;
}

/** How a client reaches a server: each method is one attempt, without retries. */
export interface Transport {
  /** What it reaches, for messages. */
  readonly address: string;
  createDatabase(name: string, signal: AbortSignal): Promise<DatabaseState>;
  deleteDatabase(name: string, signal: AbortSignal): Promise<DatabaseState>;
  databaseNames(signal: AbortSignal): AsyncIterable<string>;
  latest(database: string, signal: AbortSignal): Promise<DatabaseState>;
  /** The database at exactly the revision, as soon as it is there. */
  await(database: string, revision: bigint, signal: AbortSignal): Promise<DatabaseState>;
  /** The database as it was at the instant, by the time of commits. */
  atTimestamp(database: string, instant: Timestamp, signal: AbortSignal): Promise<DatabaseState>;
  transact(database: string, call: TransactCall, signal: AbortSignal): Promise<TransactionSummary>;
  transaction(database: string, id: string, signal: AbortSignal): Promise<Transaction>;
  execute(database: string, call: ExecuteCall, signal: AbortSignal): Promise<ExecuteAnswer>;
  view(database: string, call: ViewCall, signal: AbortSignal): Promise<ViewState>;
  query(
    database: string,
    revision: bigint,
    query: DatabaseQuery,
    signal: AbortSignal,
  ): AsyncIterable<Event>;
  /** From the transaction that includes the revision on, up to the present. */
  log(database: string, from: bigint, signal: AbortSignal): AsyncIterable<Transaction>;
  /** As {@link Transport.log}, without events. */
  summaries(database: string, from: bigint, signal: AbortSignal): AsyncIterable<TransactionSummary>;
  /** The present state, then each later one, as long as the connection lasts; several commits may be told as one. */
  updates(database: string, signal: AbortSignal): AsyncIterable<DatabaseState>;
  stateViews(database: string, signal: AbortSignal): AsyncIterable<DefinitionName>;
  stateChanges(database: string, signal: AbortSignal): AsyncIterable<DefinitionName>;
  close(): void;
}
