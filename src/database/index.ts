export * from "./ports/index.js";
export { catalogOf } from "./catalogOf.js";
export { checkConditions, checkConditionsLater } from "./checkConditions.js";
export { checkLimit } from "./checkLimit.js";
export { checkTransaction, duplicateEvent } from "./checkTransaction.js";
export { ComponentGoneError } from "./componentGone.js";
export { componentHash } from "./componentHash.js";
export type { CommandOutcome } from "./commandOutcome.js";
export { committedTransaction } from "./committedTransaction.js";
export { databaseAt } from "./databaseAt.js";
export type { DatabaseContents } from "./databaseContents.js";
export { DatabaseError, type DatabaseErrorCode } from "./databaseError.js";
export { databaseFrom, type DatabaseSource, type Horizon } from "./databaseFrom.js";
export { executeCommand, type SentCommand } from "./executeCommand.js";
export {
  InMemoryDatabase,
  type InMemoryDatabaseOptions,
  type TransactionOptions,
} from "./inMemoryDatabase.js";
export { localRunner, type Functions } from "./localRunner.js";
export { foldOf, type LocalStateView } from "./localStateView.js";
export { HeadFeed } from "./memory/headFeed.js";
export { InMemoryDatabases, type InMemoryDatabasesOptions } from "./memory/inMemoryDatabases.js";
export {
  InMemorySnapshots,
  snapshotStore,
  type SnapshotLimits,
} from "./memory/inMemorySnapshots.js";
export { InMemoryStore } from "./memory/inMemoryStore.js";
export { refusalOf } from "./refusalOf.js";
export { logQuery } from "./logQuery.js";
export {
  afterHead,
  beforeCreation,
  databaseClosed,
  databaseExists,
  databasesClosed,
  databaseGone,
  noDatabase,
} from "./refusals.js";
export { mergeProperties } from "./mergeProperties.js";
export { notingReads } from "./notingReads.js";
export { openedThrough } from "./openedThrough.js";
export { readsOf, withReads } from "./readsOf.js";
export { renderStateView } from "./renderStateView.js";
export { snapshotKey } from "./snapshotKey.js";
export { fixedTimestamp, storedEvent, type StoragePlace, type StoredEvent } from "./storedEvent.js";
