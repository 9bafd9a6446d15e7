import type { RestRoute } from "../route.js";
import { createDatabase } from "./createDatabase.js";
import {
  fetchStateChangeDefinition,
  fetchStateViewDefinition,
  listStateChanges,
  listStateViews,
} from "./definitions.js";
import { deleteDatabase } from "./deleteDatabase.js";
import { executeStateChange } from "./executeStateChange.js";
import { fetchCatalog } from "./fetchCatalog.js";
import { fetchDatabase } from "./fetchDatabase.js";
import { fetchEvent } from "./fetchEvent.js";
import { fetchTransaction } from "./fetchTransaction.js";
import { health } from "./health.js";
import { listDatabases } from "./listDatabases.js";
import { listDecisions } from "./listDecisions.js";
import { listKeys } from "./listKeys.js";
import { openapi } from "./openapi.js";
import { publishStateChange, publishStateView } from "./publishDefinition.js";
import { queryEvents } from "./queryEvents.js";
import { readLog } from "./readLog.js";
import { transact } from "./transact.js";
import { viewState } from "./viewState.js";
import { watchDatabase } from "./watchDatabase.js";

/** All operations but `/metrics`, which is the server's own. */
export const ROUTES: readonly RestRoute[] = [
  createDatabase,
  listDatabases,
  fetchCatalog,
  fetchDatabase,
  deleteDatabase,
  publishStateView,
  publishStateChange,
  listStateViews,
  listStateChanges,
  fetchStateViewDefinition,
  fetchStateChangeDefinition,
  viewState,
  executeStateChange,
  transact,
  fetchTransaction,
  queryEvents,
  fetchEvent,
  listKeys,
  readLog,
  watchDatabase,
  listDecisions,
  health,
  openapi,
];
