/** What both entries declare. */
export type { CallOptions } from "./callOptions.js";
export type { Client, ConnectOptions } from "./client.js";
export type { ClientErrorCode } from "./clientError.js";
export type { Commit } from "./commit.js";
export type {
  CommitOptions,
  Connection,
  ExecuteOptions,
  Instance,
  LogOptions,
  NamedExecuteOptions,
  TransactOptions,
} from "./connection.js";
export type { DatabaseAt } from "./databaseAt.js";
export type { DatabaseReader, ParametersOf } from "./databaseReader.js";
export type { DatabaseState } from "./databaseState.js";
export type { DefinitionName } from "./definitionName.js";
export type { SubscribeOptions } from "./follow/follow.js";
export type { Watched } from "./follow/watch.js";
export type { QueryCallOptions } from "./queryAt.js";
export type { Results } from "./results.js";
export type { Transaction, TransactionSummary } from "./transaction.js";
export type { NamedParameters, NamedViewOptions } from "./viewAt.js";
export type { ViewState } from "./viewState.js";
