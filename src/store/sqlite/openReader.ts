import { type DatabaseInfo, type EventReader, fixedTimestamp } from "../../database/index.js";
import { instantOf } from "../sql/instantKey.js";
import { bytes, text } from "../sql/row.js";
import { LogReader } from "./logReader.js";
import { openForReading } from "./openFile.js";
import { readerAt } from "./sqliteReader.js";

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
    const database: DatabaseInfo = {
      name: text(row, "name"),
      createdAt: fixedTimestamp(instantOf(bytes(row, "created_at"))),
      origin,
    };
    log = new LogReader(database, connection);
    open.set(path, log);
  }
  return readerAt(log, log.head(), upTo);
}
