import { executeStateChangeAsync, transactAsync } from "./asynchronous.js";
import { awaitDatabase } from "./awaitDatabase.js";
import { createDatabase } from "./createDatabase.js";
import { databaseEffectiveAtTimestamp } from "./databaseEffectiveAtTimestamp.js";
import { deleteDatabase } from "./deleteDatabase.js";
import { eventById } from "./eventById.js";
import { executeStateChange } from "./executeStateChange.js";
import { fetchCachedDatabase } from "./fetchCachedDatabase.js";
import { fetchCatalog } from "./fetchCatalog.js";
import { fetchEventsByRevisions } from "./fetchEventsByRevisions.js";
import { fetchLatestDatabase } from "./fetchLatestDatabase.js";
import { fetchStateViewAtRevision } from "./fetchStateViewAtRevision.js";
import { fetchTransactionById } from "./fetchTransactionById.js";
import { listStateChanges } from "./listStateChanges.js";
import { listStateViewDefinitions } from "./listStateViewDefinitions.js";
import { queryEvents } from "./queryEvents.js";
import type { Rpc } from "./rpc.js";
import { scanDatabaseLog } from "./scanDatabaseLog.js";
import { scanIndexKeys } from "./scanIndexKeys.js";
import { subscribeDatabaseUpdates } from "./subscribeDatabaseUpdates.js";
import { transact } from "./transact.js";

/** Every call of the service. */
export const RPCS: readonly Rpc[] = [
  createDatabase,
  deleteDatabase,
  fetchCatalog,
  fetchLatestDatabase,
  fetchCachedDatabase,
  awaitDatabase,
  databaseEffectiveAtTimestamp,
  subscribeDatabaseUpdates,
  transact,
  fetchTransactionById,
  scanDatabaseLog,
  fetchEventsByRevisions,
  scanIndexKeys,
  queryEvents,
  eventById,
  listStateViewDefinitions,
  fetchStateViewAtRevision,
  listStateChanges,
  executeStateChange,
  transactAsync,
  executeStateChangeAsync,
];
