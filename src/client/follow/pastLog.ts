import type { CallOptions } from "../callOptions.js";
import type { Session } from "../session.js";
import type { Transaction } from "../transaction.js";
import { expectHeld } from "./held.js";

/** The transactions from the one that includes the revision on, up to the present. */
export async function* pastLog(
  session: Session,
  from: bigint,
  options: CallOptions | undefined,
): AsyncGenerator<Transaction, void, undefined> {
  const { transport, caller, database } = session;
  let isEmpty = true;
  for await (const transaction of caller.stream(options, (signal) =>
    transport.log(database, from, signal),
  )) {
    isEmpty = false;
    yield transaction;
  }
  // Over gRPC a place beyond the log is answered by nothing, as the last place is.
  if (isEmpty && from > 1n) await expectHeld(session, from - 1n, options);
}
