import { createRequire } from "node:module";
import type { Row } from "../sql/row.js";

/** What SQLite keeps and gives. Integers beyond 2^53 are nowhere in a log. */
export type SqlValue = null | number | string | Uint8Array;

export interface Statement {
  all(...parameters: SqlValue[]): Row[];
  get(...parameters: SqlValue[]): Row | undefined;
  run(...parameters: SqlValue[]): unknown;
}

/** A connection to one file, as `node:sqlite` has it. */
export interface SqliteConnection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface OpenOptions {
  readonly readOnly?: boolean;
}

type ConnectionClass = new (path: string, options?: OpenOptions) => SqliteConnection;

export interface SqliteDriver {
  readonly name: "node:sqlite" | "@photostructure/sqlite";
  /** Whether a thread that has it open may be ended: one driver aborts the process then. */
  readonly mayEndWithThread: boolean;
  open(path: string, options?: OpenOptions): SqliteConnection;
}

/** SQLite cannot be had here. */
export class SqliteMissingError extends Error {
  override readonly name = "SqliteMissingError";
}

let found: SqliteDriver | undefined;

/**
 * Node's own SQLite where it has one (22.13), else the package that has the same interface.
 * @throws SqliteMissingError that says what to install.
 */
export function sqliteDriver(): SqliteDriver {
  return (found ??= builtIn() ?? installed());
}

function builtIn(): SqliteDriver | undefined {
  const module = quietly(() => process.getBuiltinModule("node:sqlite") as unknown);
  const connection = connectionClassOf(module);
  return (
    connection && {
      name: "node:sqlite",
      mayEndWithThread: true,
      open: (path, options = {}) => new connection(path, options),
    }
  );
}

function installed(): SqliteDriver {
  let module: unknown;
  try {
    module = createRequire(import.meta.url)("@photostructure/sqlite");
  } catch (cause) {
    throw new SqliteMissingError(
      `Node ${process.versions.node} has no SQLite of its own (22.13 has); install one with \`npm install @photostructure/sqlite@1.2.1\`, or keep events in memory or in PostgreSQL`,
      { cause },
    );
  }
  const connection = connectionClassOf(module);
  if (connection === undefined)
    throw new SqliteMissingError(
      "@photostructure/sqlite is not the version that was expected: 1.2.1",
    );
  return {
    name: "@photostructure/sqlite",
    mayEndWithThread: false,
    open: (path, options = {}) => new connection(path, options),
  };
}

/** Newer documentation calls the class `Database`. */
function connectionClassOf(module: unknown): ConnectionClass | undefined {
  const { DatabaseSync, Database } = (module ?? {}) as Record<string, unknown>;
  return (DatabaseSync ?? Database) as ConnectionClass | undefined;
}

/** Node 22 warns that its SQLite is experimental; nobody who starts a server can do anything about it. */
function quietly<T>(load: () => T): T {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
