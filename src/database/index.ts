export { DatabaseError, type DatabaseErrorCode } from "./databaseError.js";
export type { Commit, EventLog } from "./eventLog.js";
export {
  InMemoryDatabase,
  type InMemoryDatabaseOptions,
  type TransactionOptions,
  type TransactionResult,
} from "./inMemoryDatabase.js";
export { InMemoryEventLog } from "./inMemoryEventLog.js";
export type { StateViewSource } from "./stateViewSource.js";
export { storedEvent, type StoredEvent } from "./storedEvent.js";
export * from "./ports/index.js";
