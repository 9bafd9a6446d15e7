import type { DatabaseInfo, Head, NewTransaction, Transaction } from "./ports/index.js";
import { fixedTimestamp, storedEvent } from "./storedEvent.js";

/**
 * What a checked transaction becomes on top of a head. It shares nothing with what was sent, and
 * nobody who is given it can change it.
 */
export function committedTransaction(
  sent: NewTransaction,
  { name: database, origin }: DatabaseInfo,
  head: Head,
): Transaction {
  const { events, recordedAt } = sent;
  // A clock that goes back is held still, so that revisions can be found by their time.
  const recorded = fixedTimestamp(
    recordedAt.compare(head.recordedAt) < 0 ? head.recordedAt : recordedAt,
  );
  const { principalAttributes } = sent;
  const committed: Transaction = {
    id: sent.id,
    database,
    basis: head.revision,
    revision: head.revision + BigInt(events.length),
    recordedAt: recorded,
    events: Object.freeze(
      events.map((event, index) =>
        storedEvent(event, {
          database,
          revision: head.revision + BigInt(index + 1),
          recordedAt: recorded,
          origin,
        }),
      ),
    ),
    origin: sent.origin && fixedOrigin(sent.origin),
    lastReadRevision: sent.lastReadRevision,
    principalAttributes: undefined,
    commitMessage: sent.commitMessage,
    correlationId: sent.correlationId,
    causationId: sent.causationId,
  };
  if (principalAttributes !== undefined) giveOut(committed, [...principalAttributes]);
  return Object.freeze(committed);
}

/** A map cannot be frozen, so each who asks for it is given its own. */
function giveOut(
  transaction: Transaction,
  attributes: readonly (readonly [string, string])[],
): void {
  Object.defineProperty(transaction, "principalAttributes", {
    enumerable: true,
    get: () => new Map(attributes),
  });
}

const fixedOrigin = ({
  transport,
  stateChange,
}: NonNullable<NewTransaction["origin"]>): Transaction["origin"] =>
  Object.freeze({ transport, stateChange: stateChange && Object.freeze({ ...stateChange }) });
