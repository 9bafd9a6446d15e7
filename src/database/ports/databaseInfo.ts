import type { Timestamp } from "../../domain/index.js";

/** What is known of a database beside its events; it never changes. */
export interface DatabaseInfo {
  /** Of the platform's form for names. */
  readonly name: string;
  readonly createdAt: Timestamp;
  /**
   * What the sources of its events begin with: scheme and host, without a slash at the end, like
   * `http://localhost`. A setting of the server, not a part of what is stored.
   */
  readonly origin: string;
}

/** What sources begin with where nothing else is set. */
export const DEFAULT_ORIGIN = "http://localhost";
