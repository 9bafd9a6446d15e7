export type { Catalog } from "./catalog.js";
export { DEFAULT_ORIGIN, type DatabaseInfo } from "./databaseInfo.js";
export type { Databases, OpenDatabase } from "./databases.js";
export type { Decide, Decided } from "./decide.js";
export type { Definition, DefinitionStore, NewDefinition } from "./definitionStore.js";
export type { EventReader } from "./eventReader.js";
export type { EventStore } from "./eventStore.js";
export type { Fold } from "./fold.js";
export type { Head } from "./head.js";
export type { LogQuery, RevisionRange } from "./logQuery.js";
export { FIRST_VERSION, type PublishedStateChange } from "./publishedStateChange.js";
export type { PublishedStateView } from "./publishedStateView.js";
export type { Read } from "./read.js";
export type { ReaderAddress } from "./readerAddress.js";
export type { Awaitable, LocalRunner, Pinned, Runner } from "./runner.js";
export type { KeyedSnapshot, SnapshotStore } from "./snapshotStore.js";
export type { Snapshot, SnapshotKey, Snapshots } from "./snapshots.js";
export type {
  NewTransaction,
  Transaction,
  TransactionMetadata,
  TransactionOrigin,
} from "./transaction.js";
