import {
  InMemorySnapshots,
  type Snapshot,
  type SnapshotKey,
  type Snapshots,
} from "../../database/index.js";
import type { AskOwner } from "./askOwner.js";
import type { WireSnapshot } from "./messages.js";
import { fromInstant, toInstant } from "./wire.js";

/** What each database's views take in this thread at most. */
const LIMITS = { views: 2_000, perView: 2, bytes: 16 * 1024 * 1024 };

type FromOwner =
  | (Omit<Snapshot, "lastModifiedTimestamp"> & Pick<WireSnapshot, "lastModifiedTimestamp">)
  | undefined;

/** The states of one database's views in this thread; what it has not, the owner may have. */
export class WorkerSnapshots implements Snapshots {
  readonly #local = new InMemorySnapshots(LIMITS);
  readonly #ask: AskOwner;
  #kept: WireSnapshot[] = [];
  #folded = 0;

  constructor(ask: AskOwner) {
    this.#ask = ask;
  }

  find(key: SnapshotKey, revision: bigint): Snapshot | undefined {
    const found = this.#local.find(key, revision);
    if (found !== undefined) return found;
    const answer = this.#ask({ ask: "snapshot", key, revision }) as FromOwner;
    if (answer === undefined) return undefined;
    const snapshot = {
      ...answer,
      lastModifiedTimestamp: fromInstant(answer.lastModifiedTimestamp),
    };
    this.#local.keep(key, snapshot);
    return snapshot;
  }

  keep(key: SnapshotKey, snapshot: Snapshot): void {
    this.#local.keep(key, snapshot);
    this.#kept.push({
      key,
      content: snapshot.content,
      lastModifiedRevision: snapshot.lastModifiedRevision,
      lastModifiedTimestamp: toInstant(snapshot.lastModifiedTimestamp),
      upTo: snapshot.upTo,
      folded: this.#folded,
    });
    this.#folded = 0;
  }

  /** So many events were folded for what is kept next. */
  count(events: number): void {
    this.#folded += events;
  }

  /** What was kept since the last time. */
  take(): readonly WireSnapshot[] {
    const kept = this.#kept;
    this.#kept = [];
    this.#folded = 0;
    return kept;
  }
}
