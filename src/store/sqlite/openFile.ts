import { integer } from "../sql/row.js";
import { SchemaError } from "../sql/schemaError.js";
import { Connection } from "./connection.js";
import { sqliteDriver } from "./driver.js";
import { MIGRATIONS } from "./schema.js";
import { WriteAheadLog } from "./writeAheadLog.js";

/** Milliseconds that a statement waits for another process's lock. */
const BUSY_TIMEOUT = 5_000;

/** So many pages of the log are moved into the file at a time, 16 MB: most of them are in it several times. */
const CHECKPOINT_PAGES = 4_000;

/** So much of a file is mapped into memory by who reads it, the most that SQLite takes. */
const MAPPED = 0x7fff0000;

/**
 * A connection that writes. What is committed is on disk: the log is flushed with every transaction,
 * by {@link WriteAheadLog}; SQLite itself flushes only what it moves from the log (`normal`).
 */
export function openForWriting(path: string): Connection {
  const connection = new Connection(sqliteDriver().open(path), new WriteAheadLog(path));
  connection.exec(
    `pragma busy_timeout = ${String(BUSY_TIMEOUT)}; pragma journal_mode = wal; pragma synchronous = normal; pragma wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}; pragma temp_store = memory; pragma cache_size = -16384;`,
  );
  migrate(connection, path);
  return connection;
}

/**
 * Makes a file of a database that has no events. Nothing is prepared for it: a driver's connection stays
 * open, whatever it is told, until its statements are collected as garbage, and SQLite would share with
 * it, for the file, what it knows by the name that the file had then.
 */
export function makeFile(path: string, name: string, createdAt: Uint8Array): void {
  const connection = sqliteDriver().open(path);
  const [text, bytes] = [name.replaceAll("'", "''"), Buffer.from(createdAt).toString("hex")];
  try {
    connection.exec(
      `pragma journal_mode = wal; begin immediate; ${MIGRATIONS.join("")} pragma user_version = ${String(MIGRATIONS.length)}; insert into database (name, created_at) values ('${text}', x'${bytes}'); commit; pragma wal_checkpoint(truncate);`,
    );
  } finally {
    connection.close();
  }
}

/** A connection that reads, also in another thread. */
export function openForReading(path: string): Connection {
  const connection = new Connection(sqliteDriver().open(path, { readOnly: true }));
  connection.exec(
    `pragma busy_timeout = ${String(BUSY_TIMEOUT)}; pragma query_only = on; pragma temp_store = memory; pragma mmap_size = ${String(MAPPED)};`,
  );
  return connection;
}

function migrate(connection: Connection, path: string): void {
  const applied = integer(connection.get("pragma user_version"), "user_version");
  if (applied > MIGRATIONS.length)
    throw new SchemaError(
      `${path} was written by a newer version of this program (schema ${String(applied)}, this one knows ${String(MIGRATIONS.length)}); use that version`,
    );
  for (let version = applied; version < MIGRATIONS.length; version++) {
    connection.exec(
      `begin immediate; ${MIGRATIONS[version] ?? ""} pragma user_version = ${String(version + 1)}; commit;`,
    );
  }
}
