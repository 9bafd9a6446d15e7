import type { Snapshot, SnapshotKey } from "./snapshots.js";

/** A snapshot with what it is of, as it travels. */
export interface KeyedSnapshot {
  readonly key: SnapshotKey;
  readonly snapshot: Snapshot;
}

/**
 * Where the snapshots of one database outlive the thread, or the process, that made them. A worker
 * gives what its `Snapshots` kept back with its outcome; the platform keeps it here after the commit.
 */
export interface SnapshotStore {
  /** As `Snapshots.find`. */
  find(key: SnapshotKey, revision: bigint): Promise<Snapshot | undefined>;

  /** As `Snapshots.keep`, for several at once. A failure costs nothing but time later. */
  keep(snapshots: readonly KeyedSnapshot[]): Promise<void>;
}
