import type pg from "pg";

export type Pg = typeof pg;

/** The driver of PostgreSQL is not installed. */
export class PostgresMissingError extends Error {
  override readonly name = "PostgresMissingError";
}

/**
 * Loaded when the store is chosen, and not before: who keeps events elsewhere need not install it.
 * @throws PostgresMissingError that says what to install.
 */
export async function loadPg(): Promise<Pg> {
  try {
    return (await import("pg")).default;
  } catch (cause) {
    throw new PostgresMissingError(
      "events are kept in PostgreSQL through the package pg, which is not installed; install it with `npm install pg@8`",
      { cause },
    );
  }
}
