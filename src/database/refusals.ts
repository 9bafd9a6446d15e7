import type { Timestamp } from "../domain/index.js";
import { DatabaseError } from "./databaseError.js";
import type { DatabaseInfo } from "./ports/index.js";

// What every store refuses in the same words.

export const noDatabase = (name: string): DatabaseError =>
  new DatabaseError("not-found", `there is no database ${name}`);

/** For a database that was deleted since it was opened. */
export const databaseGone = (name: string): DatabaseError =>
  new DatabaseError("not-found", noDatabase(name).message, { isGone: true });

export const databaseExists = (name: string): DatabaseError =>
  new DatabaseError("already-exists", `there is a database ${name} already`);

export const databaseClosed = (name: string): DatabaseError =>
  new DatabaseError("unavailable", `the database ${name} was closed`);

export const databasesClosed = (): DatabaseError =>
  new DatabaseError("unavailable", "the databases were closed");

/** For a revision after the last one that there is. */
export const afterHead = (revision: bigint, head: bigint): DatabaseError =>
  new DatabaseError(
    "invalid-argument",
    `revision ${String(revision)} lies after this database's revision ${String(head)}`,
  );

/** For an instant at which there was no database yet. */
export const beforeCreation = (
  { name, createdAt }: DatabaseInfo,
  instant: Timestamp,
): DatabaseError =>
  new DatabaseError(
    "not-found",
    `the database ${name} was created at ${String(createdAt)}, after ${String(instant)}`,
  );
