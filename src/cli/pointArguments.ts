import { describe, MAX_REVISION, messageOf, Timestamp } from "../domain/index.js";
import type { Connection } from "../client/connection.js";
import type { DatabaseReader } from "../client/databaseReader.js";
import { UsageError } from "./usageError.js";

/** From where a database is looked at. */
export interface PointFlags {
  readonly at?: string;
  readonly asOf?: string;
}

/** @throws UsageError for what is no revision. */
export function parseRevision(option: string, text: string): bigint {
  const revision = /^\d{1,20}$/.test(text) ? BigInt(text) : MAX_REVISION + 1n;
  if (revision <= MAX_REVISION) return revision;
  throw new UsageError(`${option} ${describe(text)} is no revision, a whole number from 0 on`);
}

/** @throws UsageError for what is no instant. */
export function parseInstant(option: string, text: string): Timestamp {
  try {
    return Timestamp.parse(text);
  } catch (error) {
    throw new UsageError(`${option}: ${messageOf(error)}`);
  }
}

/** Whoever asks for a revision means one that there is: the client would wait for it. */
export async function seenFrom(
  connection: Connection,
  { at, asOf }: PointFlags,
): Promise<DatabaseReader> {
  const revision = at === undefined ? undefined : parseRevision("--at", at);
  const until = asOf === undefined ? undefined : parseInstant("--as-of", asOf);
  const latest = await connection.latest();
  if (revision !== undefined && revision > latest.revision)
    throw new UsageError(
      `--at ${String(revision)}: ${connection.name} is at revision ${String(latest.revision)}`,
    );
  const seen = revision === undefined ? latest : await latest.atRevision(revision);
  return until === undefined ? seen : seen.atEffectiveTimestamp(until);
}
