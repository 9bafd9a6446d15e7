import type { Event, Timestamp } from "../domain/index.js";

/** A transaction as it was committed, without its events. */
export interface TransactionSummary {
  /** Names it, so that it is committed once however often it is sent. */
  readonly id: string;
  /** The database that it is in. */
  readonly database: string;
  /** The revision before it. */
  readonly basis: bigint;
  /** The revision of its last event. */
  readonly revision: bigint;
  /** When it was committed. */
  readonly recordedAt: Timestamp;
  /** The state change that led to it, if one did. */
  readonly stateChange: { readonly name: string; readonly version: bigint } | undefined;
  /** What its sender had read. */
  readonly lastReadRevision: bigint | undefined;
  /** Who sent it. */
  readonly principalAttributes: ReadonlyMap<string, string>;
  /** What its sender says of it. */
  readonly commitMessage: string | undefined;
  /** What it belongs to. */
  readonly correlationId: string | undefined;
  /** What it comes of. */
  readonly causationId: string | undefined;
}

/** A whole transaction. */
export interface Transaction extends TransactionSummary {
  /** Its events, in the order of their revisions. */
  readonly events: readonly Event[];
}
