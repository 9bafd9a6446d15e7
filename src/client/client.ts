import type { CallOptions } from "./callOptions.js";
import type { Connection } from "./connection.js";
import type { DatabaseState } from "./databaseState.js";
import type { Results } from "./results.js";

/** A server, and its databases. */
export interface Client {
  /** Makes a database. @throws ClientError `already-exists`. */
  create(name: string, options?: CallOptions): Promise<DatabaseState>;
  /** Deletes a database with all that it holds, and gives its last state. @throws ClientError `database-not-found`. */
  delete(name: string, options?: CallOptions): Promise<DatabaseState>;
  /** The names of all databases. */
  list(options?: CallOptions): Results<string>;
  /** A connection to a database. @throws ClientError `database-not-found`, or `unavailable`. */
  connect(name: string, options?: CallOptions): Promise<Connection>;
  /** Ends all that is under way. */
  close(): void;
}

/** What both entries take. */
export interface ConnectOptions {
  /** Sent as `authorization: Bearer …`. */
  readonly token?: string | undefined;
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The most milliseconds that a call may take. Default: 30,000. */
  readonly deadline?: number | undefined;
  /**
   * How often a call that may be sent again is sent at most, while the server cannot be reached.
   * Default: 5.
   */
  readonly attempts?: number | undefined;
  /** The pauses between attempts, in milliseconds. Default: 100 at first, doubling up to 5,000. */
  readonly backOff?: { readonly first?: number; readonly longest?: number } | undefined;
}
