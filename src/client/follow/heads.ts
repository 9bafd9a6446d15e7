import { ClientError } from "../clientError.js";
import { isUnreachable } from "../course/caller.js";
import { pause, pauseBefore } from "../course/pause.js";
import type { DatabaseState } from "../databaseState.js";
import { asMissingDatabase } from "../missing.js";
import type { Session } from "../session.js";
import { expectHeld } from "./held.js";

/**
 * The database as it is, then as it is later, for as long as the signal lets it: what interrupts it is
 * waited out. Revisions only rise, whatever server answers.
 * @param known - a revision that is known already, and not told again.
 * @throws ClientError `database-not-found` when the database is deleted, also if another takes its name;
 * `invalid-argument` when it has less than is known, for it was restored.
 */
export async function* heads(
  session: Session,
  signal: AbortSignal,
  known = -1n,
): AsyncGenerator<DatabaseState, void, undefined> {
  const { transport, caller, database, createdAt } = session;
  let last = known;
  for (let failures = 1; ; failures += 1) {
    let isHeld = false;
    try {
      for await (const state of transport.updates(database, signal)) {
        if (!state.createdAt.equals(createdAt)) throw replaced(database);
        failures = 1;
        // Of several servers one may lag behind, and still ask the others what is the latest.
        if (state.revision < last && !isHeld) await expectHeld(session, last, { signal });
        isHeld = true;
        if (state.revision <= last) continue;
        last = state.revision;
        yield state;
      }
      // A server that stops ends its streams as if all had been said.
    } catch (error) {
      if (!isUnreachable(error)) throw asMissingDatabase(error);
    }
    await pause(pauseBefore(failures, caller.backOff), signal);
  }
}

const replaced = (database: string): ClientError =>
  new ClientError(
    "database-not-found",
    `${database} was deleted, and another database has its name now; connect to it anew`,
  );
