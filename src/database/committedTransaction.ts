import type { DatabaseInfo, Head, NewTransaction, Transaction } from "./ports/index.js";
import { fixedTimestamp, storedEvent } from "./storedEvent.js";

/**
 * What a checked transaction becomes on top of a head. It shares nothing with what was sent, and
 * nobody who is given it can change it.
 */
export function committedTransaction(
  { id, events, recordedAt, ...sent }: NewTransaction,
  { name: database, origin }: DatabaseInfo,
  head: Head,
): Transaction {
  // A clock that goes back is held still, so that revisions can be found by their time.
  const recorded = fixedTimestamp(
    recordedAt.compare(head.recordedAt) < 0 ? head.recordedAt : recordedAt,
  );
  const { origin: from, lastReadRevision, principalAttributes, commitMessage } = sent;
  const { correlationId, causationId } = sent;
  const attributes = principalAttributes && [...principalAttributes];
  return Object.freeze({
    id,
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
    origin: from && fixedOrigin(from),
    lastReadRevision,
    get principalAttributes() {
      return attributes && new Map(attributes);
    },
    commitMessage,
    correlationId,
    causationId,
  });
}

const fixedOrigin = ({
  transport,
  stateChange,
}: NonNullable<NewTransaction["origin"]>): Transaction["origin"] =>
  Object.freeze({ transport, stateChange: stateChange && Object.freeze({ ...stateChange }) });
