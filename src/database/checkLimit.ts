import { DatabaseError } from "./databaseError.js";

/**
 * The platform's limit has 32 bits, unsigned; `slice` would take a negative one from the end.
 * @throws DatabaseError for a limit that is no count.
 */
export function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 0)) return;
  throw new DatabaseError(
    "invalid-argument",
    `a query's limit must be an integer from 0, got ${String(limit)}`,
  );
}
