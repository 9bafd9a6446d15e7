import type { Timestamp } from "./timestamp.js";

/** Which view is being rendered, and as of when. */
export interface StateViewContext {
  /** The name of the database. */
  readonly database: string;
  /** The name of the view. */
  readonly name: string;
  /** Assigned by the server at publishing, from 1. */
  readonly version: bigint;
  /** The revision of the database that the state is true at. */
  readonly databaseRevision: bigint;
  /** When that revision was recorded. */
  readonly databaseRevisionTimestamp: Timestamp;
  /** The media type of the state. */
  readonly contentType: string | undefined;
  /** The URI of a schema of the state. */
  readonly contentSchema: string | undefined;
}

/** A view's state as the platform stores it. */
export interface RenderedStateView {
  /** Which view it is, and as of when. */
  readonly context: StateViewContext;
  /** Empty or absent: no state yet. */
  readonly content: Uint8Array | undefined;
  /** The revision of the last event folded; 0 for none. */
  readonly lastModifiedRevision: bigint;
  /** When that event was recorded. */
  readonly lastModifiedTimestamp: Timestamp;
}
