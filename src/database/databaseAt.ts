import type { PlatformDatabase } from "../domain/index.js";
import type { DatabaseContents } from "./databaseContents.js";
import { databaseFrom } from "./databaseFrom.js";
import { DatabaseError } from "./databaseError.js";
import { eventsWithin } from "./eventsWithin.js";
import { logQuery } from "./logQuery.js";
import { renderStateView } from "./renderStateView.js";

/** The database as of the reader's head. */
export function databaseAt(contents: DatabaseContents): PlatformDatabase {
  const { reader, catalog } = contents;
  return databaseFrom(
    {
      database: reader.database,
      recordedAt: (revision) => reader.recordedAt(revision),
      queryEvents: (query, horizon) => [...eventsWithin(reader, logQuery(query), horizon)],
      viewState: (name, version, parameters, horizon) => {
        const view = catalog.stateView(name, version);
        if (view !== undefined) return renderStateView(view, parameters, contents, horizon);
        throw new DatabaseError(
          "not-found",
          `there is no state view ${name} in version ${String(version)}`,
        );
      },
    },
    reader.head.revision,
  );
}
