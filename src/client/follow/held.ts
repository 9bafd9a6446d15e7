import type { CallOptions } from "../callOptions.js";
import { ClientError } from "../clientError.js";
import { inDatabase, type Session } from "../session.js";

/**
 * Makes sure that the server has a revision that is known already: where a restored database has less,
 * what it commits next would be taken for what was read before.
 * @throws ClientError `invalid-argument` when it has not, as of a revision that is asked for.
 */
export async function expectHeld(
  session: Pick<Session, "transport" | "caller" | "database">,
  known: bigint,
  options: CallOptions | undefined,
): Promise<void> {
  const { transport, database } = session;
  const { revision } = await inDatabase(session, options, "database-not-found", (signal) =>
    transport.latest(database, signal),
  );
  if (revision < known)
    throw new ClientError(
      "invalid-argument",
      `revision ${String(known)} of ${database} does not exist; the latest is ${String(revision)}; if it was read before, the database was restored or made anew since, and is to be read from its start`,
    );
}
