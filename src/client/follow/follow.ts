import type { CallOptions } from "../callOptions.js";
import type { Session } from "../session.js";
import type { Transaction, TransactionSummary } from "../transaction.js";
import { heads } from "./heads.js";

type Read<T> = (from: bigint, signal: AbortSignal) => AsyncIterable<T>;

/**
 * The transactions after a revision, those to come among them: each once, in order, whatever
 * interrupts it. What the server tells of its head may leave out commits; its log does not.
 */
async function* followed<T extends TransactionSummary>(
  session: Session,
  after: bigint,
  read: Read<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  let last = after;
  for await (const { revision } of heads(session, signal, after)) {
    if (revision <= last) continue;
    const from = last + 1n;
    const source = (each: AbortSignal): AsyncIterable<T> => read(from, each);
    for await (const transaction of session.caller.stream({ signal }, source, Infinity)) {
      last = transaction.revision;
      yield transaction;
    }
  }
}

/** The transactions from the one that includes the revision on, without end. */
export async function* followedLog(
  session: Session,
  from: bigint,
  options: CallOptions | undefined,
): AsyncGenerator<Transaction, void, undefined> {
  const { transport, caller, database } = session;
  const { signal, explain } = caller.bound(options, undefined);
  const read: Read<Transaction> = (revision, each) => transport.log(database, revision, each);
  try {
    yield* followed(session, from > 0n ? from - 1n : 0n, read, signal);
  } catch (error) {
    throw explain(error);
  }
}

/** What a subscription takes. */
export interface SubscribeOptions extends CallOptions {
  /**
   * The last revision that is known already: all transactions after it are told of. A database that has
   * not so many is refused, for it was restored or made anew. Default: none is known, and the present
   * revision comes first.
   */
  readonly after?: bigint | undefined;
}

/** The revisions of transactions, without end. */
export async function* revisions(
  session: Session,
  options: SubscribeOptions = {},
): AsyncGenerator<bigint, void, undefined> {
  const { transport, caller, database } = session;
  const { signal, explain } = caller.bound(options, undefined);
  const read: Read<TransactionSummary> = (from, each) => transport.summaries(database, from, each);
  try {
    let { after } = options;
    if (after === undefined) {
      after = await presentRevision(session, signal);
      yield after;
    }
    for await (const { revision } of followed(session, after, read, signal)) yield revision;
  } catch (error) {
    throw explain(error);
  }
}

async function presentRevision(session: Session, signal: AbortSignal): Promise<bigint> {
  for await (const { revision } of heads(session, signal)) return revision;
  return 0n;
}
