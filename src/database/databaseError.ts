/** What the platform would answer to a request that it cannot serve. */
export type DatabaseErrorCode =
  "not-found" | "invalid-argument" | "invalid-event" | "duplicate-event" | "condition-violated";

/** A request that the database refuses; nothing was changed. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** Why it refuses. */
  readonly code: DatabaseErrorCode;

  /** The message says what was asked and what to do. */
  constructor(code: DatabaseErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
