import type { DatabaseInfo, NewTransaction } from "../database/index.js";

/**
 * What a transaction must pass before it is committed, beside the database's own rules; throws a
 * DatabaseError for one that may not be.
 */
export type CheckTransaction = (transaction: NewTransaction, database: DatabaseInfo) => void;
