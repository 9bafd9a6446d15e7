import type { PlatformDatabase } from "../domain/index.js";
import { databaseAt } from "./databaseAt.js";
import { DatabaseError } from "./databaseError.js";
import type { Decide, EventReader, Fold, LocalRunner, Pinned, Snapshots } from "./ports/index.js";

/** What runs definitions in this thread. */
export interface Functions {
  readonly fold: Fold;
  readonly decide: Decide;
}

/** Runs definitions in this thread, over stores that can be read in it. */
export function localRunner(name: string, { fold, decide }: Functions): LocalRunner {
  return {
    name,
    decide: (change, at, command, metadata) =>
      reading(at, fold, (database) => decide(change, database, command, metadata)),
    render: (view, at, parameters) =>
      reading(at, fold, (database) => database.viewState(view.name, view.version, parameters)),
  };
}

/** Opens a reader for one call. */
function reading<T>(at: Pinned, fold: Fold, call: (database: PlatformDatabase) => T): T {
  const { catalog, snapshots = FORGETFUL } = at;
  const reader = readerOf(at);
  try {
    const database = databaseAt({ reader, catalog, fold, snapshots });
    return call(
      at.effectiveTimestamp === undefined
        ? database
        : database.atEffectiveTimestamp(at.effectiveTimestamp),
    );
  } finally {
    reader.close();
  }
}

function readerOf({ store, revision }: Pinned): EventReader {
  if (store.reader !== undefined) return store.reader(revision);
  throw new DatabaseError(
    "unavailable",
    `the database ${store.database.name} cannot be read in this thread; run its definitions in a pool of workers`,
  );
}

const FORGETFUL: Snapshots = {
  find: () => undefined,
  keep: () => undefined,
};
