/** What the platform would answer to a request that it cannot serve. */
export type DatabaseErrorCode =
  | "not-found"
  | "already-exists"
  | "invalid-argument"
  | "invalid-event"
  | "duplicate-event"
  | "condition-violated"
  | "write-conflict"
  | "unavailable";

/** A request that the database refuses; nothing was changed. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
