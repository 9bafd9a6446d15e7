/** Why a command is refused, in the platform's words. */
export type StateChangeErrorKind =
  "validation" | "conflict" | "not-found" | "unauthorized" | "internal";

/** All kinds, in the order of the platform's contract. */
export const STATE_CHANGE_ERROR_KINDS: readonly StateChangeErrorKind[] = [
  "validation",
  "conflict",
  "not-found",
  "unauthorized",
  "internal",
];

const BRAND = Symbol.for("evidentsource.functions.state-change-error");

/**
 * Thrown by a decision to refuse its command.
 *
 * @example
 * throw StateChangeError.conflict("insufficient funds");
 */
export class StateChangeError extends Error {
  override readonly name = "StateChangeError";
  /** Why the command is refused. */
  readonly kind: StateChangeErrorKind;
  readonly [BRAND] = true;

  /** Prefer the functions that are named after the kinds. */
  constructor(kind: StateChangeErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }

  /** The command itself is wrong: its form or its values. */
  static validation(message: string): StateChangeError {
    return new StateChangeError("validation", message);
  }

  /** The command contradicts the present state. */
  static conflict(message: string): StateChangeError {
    return new StateChangeError("conflict", message);
  }

  /** Something that the command names does not exist. */
  static notFound(message: string): StateChangeError {
    return new StateChangeError("not-found", message);
  }

  /** Whoever sent the command may not do this. */
  static unauthorized(message: string): StateChangeError {
    return new StateChangeError("unauthorized", message);
  }

  /** The decision failed, through no fault of the command's sender. */
  static internal(message: string, options?: ErrorOptions): StateChangeError {
    return new StateChangeError("internal", message, options);
  }

  /** Whether the value is a `StateChangeError`, also one of another copy of this package. */
  static is(value: unknown): value is StateChangeError {
    return typeof value === "object" && value !== null && BRAND in value;
  }
}
