import { Timestamp, type Class } from "../domain/index.js";
import type { CallOptions } from "./callOptions.js";
import type { Connection, NamedExecuteOptions } from "./connection.js";
import { databaseAt, stateAt } from "./databaseAt.js";
import { execute } from "./execute.js";
import { followedLog, revisions } from "./follow/follow.js";
import { pastLog } from "./follow/pastLog.js";
import { watched } from "./follow/watch.js";
import { reading } from "./reading.js";
import { results } from "./results.js";
import { inDatabase, type Session } from "./session.js";
import { transact } from "./transact.js";
import { askedView, type NamedParameters } from "./viewAt.js";

/** The database of a session. */
export function openConnection(session: Session): Connection {
  const { transport, caller, database } = session;
  const latest: Connection["latest"] = async (options) =>
    databaseAt(
      session,
      await inDatabase(session, options, "database-not-found", (signal) =>
        transport.latest(database, signal),
      ),
    );
  const now = reading(session, async (signal) => ({
    revision: (await transport.latest(database, signal)).revision,
    effectiveTimestamp: undefined,
  }));
  return {
    ...now,
    name: database,
    latest,
    atRevision: async (revision, options) =>
      databaseAt(session, await stateAt(session, revision, options)),
    atEffectiveTimestamp: async (instant, options) => {
      const until = Timestamp.from(instant);
      return (await latest(options)).atEffectiveTimestamp(until);
    },
    atTimestamp: async (instant, options) => {
      const at = Timestamp.from(instant);
      const state = await inDatabase(session, options, "not-found", (signal) =>
        transport.atTimestamp(database, at, signal),
      );
      return databaseAt(session, state);
    },
    transact: (events, conditions, options) => transact(session, events, conditions, options),
    execute: (command: string | object, second?: unknown, third?: NamedExecuteOptions) =>
      execute(session, command, second, third),
    log: (from = 0n, options) =>
      results(
        options?.follow === true
          ? followedLog(session, from, options)
          : pastLog(session, from, options),
      ),
    subscribe: (options) => revisions(session, options),
    watch: (view: Class | string, parameters?: NamedParameters, options?: CallOptions) =>
      watched(session, view, askedView(view, parameters, options), options),
    transaction: (id, options) =>
      inDatabase(session, options, "not-found", (signal) =>
        transport.transaction(database, id, signal),
      ),
    stateViews: (options) =>
      results(caller.stream(options, (signal) => transport.stateViews(database, signal))),
    stateChanges: (options) =>
      results(caller.stream(options, (signal) => transport.stateChanges(database, signal))),
  } as Connection;
}
