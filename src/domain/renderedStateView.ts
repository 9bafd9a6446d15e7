import type { Timestamp } from "./timestamp.js";

/** Which view is being rendered, and as of when. */
export interface StateViewContext {
  readonly database: string;
  readonly name: string;
  /** Assigned by the server at publishing, from 1. */
  readonly version: bigint;
  readonly databaseRevision: bigint;
  readonly databaseRevisionTimestamp: Timestamp;
  readonly contentType: string | undefined;
  readonly contentSchema: string | undefined;
}

/** A view's state as the platform stores it. */
export interface RenderedStateView {
  readonly context: StateViewContext;
  /** Empty or absent: no state yet. */
  readonly content: Uint8Array | undefined;
  /** The revision of the last event folded; 0 for none. */
  readonly lastModifiedRevision: bigint;
  readonly lastModifiedTimestamp: Timestamp;
}
