import type { AppendCondition, ProspectiveEvent, Timestamp } from "../../domain/index.js";
import type { StoredEvent } from "../storedEvent.js";

/** Where a transaction came from. */
export interface TransactionOrigin {
  /** By which door; absent for one of this process. */
  readonly transport?: "grpc" | "http" | undefined;
  /** The state change that decided it; absent for events that were sent as they are. */
  readonly stateChange?: { readonly name: string; readonly version: bigint } | undefined;
}

/** What is kept with a transaction and read by nobody but its readers. */
export interface TransactionMetadata {
  /** Where it came from. */
  readonly origin?: TransactionOrigin | undefined;
  /** The revision that its sender had read; information, not a condition. */
  readonly lastReadRevision?: bigint | undefined;
  /** Who sent it: user, tenant and the like, by name. */
  readonly principalAttributes?: ReadonlyMap<string, string> | undefined;
  /** Plain text for people. */
  readonly commitMessage?: string | undefined;
  /** Groups what belongs to one course of business (CloudEvents correlation extension). */
  readonly correlationId?: string | undefined;
  /** What caused it (CloudEvents correlation extension). */
  readonly causationId?: string | undefined;
}

/** A transaction as it is sent. */
export interface NewTransaction extends TransactionMetadata {
  /** Names it, so that it can be sent again: of the second time only the first result is given. Not empty. */
  readonly id: string;
  /** At least one. */
  readonly events: readonly ProspectiveEvent[];
  /** All must hold. They look at the database before the transaction's own events. */
  readonly conditions: readonly AppendCondition[];
  /** When it was received. */
  readonly recordedAt: Timestamp;
}

/** A committed transaction. */
export interface Transaction extends TransactionMetadata {
  /** What it was named when it was sent. */
  readonly id: string;
  /** The name of its database. */
  readonly database: string;
  /** The revision before it. */
  readonly basis: bigint;
  /** The revision of its last event: the basis and the number of its events. */
  readonly revision: bigint;
  /** When it was recorded: as sent, and never before the transaction before it. */
  readonly recordedAt: Timestamp;
  /** What it appended, with its revisions. */
  readonly events: readonly StoredEvent[];
}
