/**
 * Runs the author's code, and what this package does when that code calls it back. A test kit watches
 * the one and not the other; inside a component nobody does.
 */
export interface AuthorCode {
  /** Runs code of the author's. */
  readonly enter: <T>(code: () => T) => T;
  /** Runs code of this package, called from code of the author's. */
  readonly leave: <T>(code: () => T) => T;
}

/** Runs both without ado. */
export const UNWATCHED: AuthorCode = { enter: (code) => code(), leave: (code) => code() };
