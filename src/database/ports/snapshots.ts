import type { Timestamp } from "../../domain/index.js";

/**
 * What a snapshot is of. Equal keys mean the same state: views of another version, of another
 * component or with other parameters have others.
 */
export interface SnapshotKey {
  readonly view: string;
  readonly version: bigint;
  readonly componentHash: string;
  /** The bindings in one form, whatever their order was: see `snapshotKey`. */
  readonly parameters: string;
}

/**
 * A view's state in revision order. It holds from its last change up to the revision to which no
 * other event was found, so one snapshot serves every revision between the two. A last change at 0
 * says that nothing was selected up to there, which is worth remembering, too.
 */
export interface Snapshot {
  readonly content: Uint8Array | undefined;
  /** The revision of the last event folded; 0 for none. */
  readonly lastModifiedRevision: bigint;
  /** The effective time of that event; when the database was created for none. */
  readonly lastModifiedTimestamp: Timestamp;
  /** Up to which revision the log was searched. */
  readonly upTo: bigint;
}

/**
 * States that need not be folded again. Everything in it may be forgotten at any time. It is asked
 * while a guest waits, and so is synchronous.
 */
export interface Snapshots {
  /**
   * The snapshot with the latest change that is not after the revision. Its bytes are the caller's.
   */
  find(key: SnapshotKey, revision: bigint): Snapshot | undefined;

  /** Keeps a snapshot; one of the same last change is replaced if it was searched less far. The bytes are copied. */
  keep(key: SnapshotKey, snapshot: Snapshot): void;
}
