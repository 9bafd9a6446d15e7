/** What the platform would answer to a request that it cannot serve. */
export type DatabaseErrorCode =
  /** There is no such database, view or revision. */
  | "not-found"
  /** There is one of this name already. */
  | "already-exists"
  /** The request itself is wrong. */
  | "invalid-argument"
  /** An event breaks the platform's rules. */
  | "invalid-event"
  /** A stream holds an event with the id already. */
  | "duplicate-event"
  /** An append condition does not hold. */
  | "condition-violated"
  /** Others wrote at the same time and were faster; it may be sent again as it is. */
  | "write-conflict"
  /** The store is closed, or cannot be reached. */
  | "unavailable";

/** A request that the database refuses; nothing was changed. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** Why it refuses. */
  readonly code: DatabaseErrorCode;
  /**
   * Whether the database was deleted since it was opened, by whichever process. There may be another
   * one of its name by now, so it is worth opening again.
   */
  readonly isGone: boolean;

  /** The message says what was asked and what to do. */
  constructor(
    code: DatabaseErrorCode,
    message: string,
    options?: ErrorOptions & { readonly isGone?: boolean },
  ) {
    super(message, options);
    this.code = code;
    this.isGone = options?.isGone ?? false;
  }
}
