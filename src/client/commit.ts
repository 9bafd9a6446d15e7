import { databaseAt, type DatabaseAt } from "./databaseAt.js";
import type { Session } from "./session.js";
import type { TransactionSummary } from "./transaction.js";

/** What came of a transaction or a command. */
export interface Commit {
  /** The transaction; `undefined` when a command was accepted that led to no events. */
  readonly transaction: TransactionSummary | undefined;
  /** The revision of the last event, or, without events, the one that was decided at. */
  readonly revision: bigint;
  /** The database as it is with nothing after that. */
  readonly database: DatabaseAt;
}

/** What came of a transaction that is committed. */
export const committed = (session: Session, summary: TransactionSummary): Commit => ({
  transaction: summary,
  revision: summary.revision,
  database: databaseAt(session, {
    name: session.database,
    createdAt: session.createdAt,
    revision: summary.revision,
    revisionTimestamp: summary.recordedAt,
  }),
});
