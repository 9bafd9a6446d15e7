import {
  isEventDraft,
  type AppendCondition,
  type Class,
  type EmittedEvent,
} from "../domain/index.js";
import { fillDraft, randomEventId, UnfitEventError } from "../runtime/fillDraft.js";
import type { ClassCodecs } from "./classes/classCodecs.js";
import { eventClass } from "./classes/classRecords.js";
import { ClientError } from "./clientError.js";
import { committed, type Commit } from "./commit.js";
import type { TransactOptions } from "./connection.js";
import { keptWords } from "./keptWords.js";
import { inDatabase, type Session } from "./session.js";
import { transactionId } from "./transactionId.js";

/** Appends events; under the id of its transaction it can be sent again. */
export async function transact(
  session: Session,
  given: EmittedEvent | readonly EmittedEvent[],
  conditions: readonly AppendCondition[] = [],
  options: TransactOptions = {},
): Promise<Commit> {
  const { transport, database } = session;
  const call = {
    id: transactionId(options.transactionId),
    events: await filled(given, session),
    conditions,
    lastReadRevision: options.lastReadRevision,
    ...keptWords(options),
  };
  const summary = await inDatabase(session, options, "database-not-found", (signal) =>
    transport.transact(database, call, signal),
  );
  return committed(session, summary);
}

/** Events without a class need none. */
const noCodecs: ClassCodecs = () => {
  throw new TypeError("an event without a class has no codec");
};

/** Events that are given no time take effect when they are recorded: this machine's clock is not the server's. */
async function filled(
  given: EmittedEvent | readonly EmittedEvent[],
  { codecs }: Session,
): Promise<ReturnType<typeof fillDraft>[]> {
  const events = Array.isArray(given)
    ? [...(given as readonly EmittedEvent[])]
    : [given as EmittedEvent];
  const source = events.some(isEventDraft) ? codecs() : noCodecs;
  // Awaited only if need be: what is sent is what it was when it was given.
  const known = typeof source === "function" ? source : await source;
  const context = {
    eventOf: eventClass,
    codecOf: (target: Class) => known(target, "tolerant"),
    receivedAt: undefined,
    newId: randomEventId,
  };
  return events.map((event) => {
    try {
      return fillDraft(event, context);
    } catch (error) {
      if (!(error instanceof UnfitEventError)) throw error;
      throw new ClientError("invalid-event", error.message, { cause: error });
    }
  });
}
