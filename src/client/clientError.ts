/** Why a call failed, apart from a command's refusal, which is a `StateChangeError`. */
export type ClientErrorCode =
  /** The server cannot be reached, is stopping, or its store is; nothing is known of what it did. */
  | "unavailable"
  /** The call's deadline passed; nothing is known of what the server did. */
  | "deadline-exceeded"
  /** There is no such database, or no longer. */
  | "database-not-found"
  /** Nothing of this name is published in the database, or not in this version. */
  | "definition-not-found"
  /** There is no such transaction, event or revision. */
  | "not-found"
  /** There is a database of this name already. */
  | "already-exists"
  /** An append condition does not hold. */
  | "condition-violated"
  /** Others wrote at the same time and were faster, again and again; it may be sent again as it is. */
  | "write-conflict"
  /** The stream has an event of this id already. */
  | "duplicate-event"
  /** An event breaks the platform's rules, or those of its class. */
  | "invalid-event"
  /** The request is wrong. */
  | "invalid-argument"
  /** The token is missing or wrong. */
  | "unauthenticated"
  /** The caller may not do this. */
  | "forbidden"
  /** A state view's component failed. */
  | "state-view-failed"
  /** A message is longer than the server, or this client, takes. */
  | "too-long"
  /** The server has too much to do; try again later. */
  | "too-many-requests"
  /** The server cannot do this at all. */
  | "unimplemented"
  /** The server failed, or answered what this client cannot read. */
  | "internal";

const BRAND = Symbol.for("evidentsource.functions.client-error");

/**
 * A call that failed.
 *
 * @example
 * if (ClientError.is(error) && error.code === "write-conflict") await again();
 */
export class ClientError extends Error {
  override readonly name = "ClientError";
  /** Why it failed. */
  readonly code: ClientErrorCode;
  readonly [BRAND] = true;

  /** The message says what was asked, and what the server says to it. */
  constructor(code: ClientErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Whether the value is a `ClientError`, also one of another copy of this package. */
  static is(value: unknown): value is ClientError {
    return typeof value === "object" && value !== null && BRAND in value;
  }
}
