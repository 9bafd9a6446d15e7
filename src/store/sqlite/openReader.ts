import type { DatabaseInfo, EventReader } from "../../database/index.js";
import { Timestamp } from "../../domain/index.js";
import { instantOf } from "../sql/instantKey.js";
import { bytes, text } from "./connection.js";
import { existing } from "../sql/rowRange.js";
import { LogReader } from "./logReader.js";
import { openForReading } from "./openFile.js";
import { SqliteReader } from "./sqliteReader.js";

/** By what a thread opens readers of its own. */
export interface SqliteAddress {
  readonly path: string;
  readonly origin: string;
}

/** Each thread has one connection for a file. */
const open = new Map<string, LogReader>();

/** A reader in this thread, as of a revision. */
export function openReader(address: unknown, upTo: bigint): EventReader {
  const { path, origin } = address as SqliteAddress;
  let log = open.get(path);
  if (log === undefined) {
    const connection = openForReading(path);
    const row = connection.get("select name, created_at from database");
    if (row === undefined) throw new Error(`${path} is no database`);
    const { seconds, nanoseconds } = instantOf(bytes(row, "created_at"));
    const database: DatabaseInfo = {
      name: text(row, "name"),
      createdAt: new Timestamp(seconds, nanoseconds),
      origin,
    };
    log = new LogReader(database, connection);
    open.set(path, log);
  }
  existing(upTo, log.head().revision);
  const recordedAt = log.recordedAt(upTo) ?? log.database.createdAt;
  return new SqliteReader(log, { revision: upTo, recordedAt });
}
