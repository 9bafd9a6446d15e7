import { copiedBytes } from "../copiedBytes.js";
import type {
  KeyedSnapshot,
  Snapshot,
  SnapshotKey,
  Snapshots,
  SnapshotStore,
} from "../ports/index.js";

/** How much is kept. */
export interface SnapshotLimits {
  /** The most views (of one version, with one set of parameters) that have snapshots. Default: 10,000. */
  readonly views?: number;
  /** The most snapshots of one of them. Default: 4. */
  readonly perView?: number;
  /** The most bytes of content in all. Default: 64 MiB. */
  readonly bytes?: number;
}

const MEBIBYTE = 1024 * 1024;

/** Snapshots in memory; what was used longest ago is forgotten first. */
export class InMemorySnapshots implements Snapshots {
  readonly #limits: Required<SnapshotLimits>;
  /** By key, what was used last at the end; each the oldest change first. */
  readonly #snapshots = new Map<string, Snapshot[]>();
  #bytes = 0;

  constructor({ views = 10_000, perView = 4, bytes = 64 * MEBIBYTE }: SnapshotLimits = {}) {
    this.#limits = { views, perView, bytes };
  }

  /** How many bytes of content it holds. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many views (of one version, with one set of parameters) have snapshots. */
  get views(): number {
    return this.#snapshots.size;
  }

  find(key: SnapshotKey, revision: bigint): Snapshot | undefined {
    const found = this.#used(textOf(key))?.findLast(
      ({ lastModifiedRevision }) => lastModifiedRevision <= revision,
    );
    return found && copied(found);
  }

  keep(key: SnapshotKey, given: Snapshot): void {
    const text = textOf(key);
    const snapshots = this.#used(text) ?? [];
    const at = snapshots.findIndex((s) => s.lastModifiedRevision >= given.lastModifiedRevision);
    const there = snapshots[at];
    if (there?.lastModifiedRevision === given.lastModifiedRevision) {
      // It is the same state, and stays where it is.
      if (there.upTo < given.upTo) snapshots[at] = { ...there, upTo: given.upTo };
      return;
    }
    snapshots.splice(at < 0 ? snapshots.length : at, 0, copied(given));
    this.#bytes += sizeOf(given);
    this.#snapshots.set(text, snapshots);
    while (snapshots.length > this.#limits.perView) this.#forgetOne(snapshots);
    this.#forgetUnused();
  }

  #used(key: string): Snapshot[] | undefined {
    const snapshots = this.#snapshots.get(key);
    if (snapshots !== undefined) {
      this.#snapshots.delete(key);
      this.#snapshots.set(key, snapshots);
    }
    return snapshots;
  }

  /** Forgets the one that lies closest to its neighbours; the newest is needed most and stays. */
  #forgetOne(snapshots: Snapshot[]): void {
    let [closest, smallest] = [0, undefined as bigint | undefined];
    for (let at = 0; at < snapshots.length - 1; at++) {
      const before = snapshots[at - 1]?.lastModifiedRevision ?? 0n;
      const gap = (snapshots[at + 1]?.lastModifiedRevision ?? 0n) - before;
      if (smallest === undefined || gap < smallest) [closest, smallest] = [at, gap];
    }
    for (const forgotten of snapshots.splice(closest, 1)) this.#bytes -= sizeOf(forgotten);
  }

  #forgetUnused(): void {
    for (const [key, snapshots] of this.#snapshots) {
      if (this.#snapshots.size <= this.#limits.views && this.#bytes <= this.#limits.bytes) return;
      this.#snapshots.delete(key);
      for (const snapshot of snapshots) this.#bytes -= sizeOf(snapshot);
    }
  }
}

/** The same for whoever can wait. */
export const snapshotStore = (snapshots: Snapshots): SnapshotStore => ({
  find: (key, revision) => Promise.resolve(snapshots.find(key, revision)),
  keep: (keyed: readonly KeyedSnapshot[]) => {
    for (const { key, snapshot } of keyed) snapshots.keep(key, snapshot);
    return Promise.resolve();
  },
});

const sizeOf = ({ content }: Snapshot): number => content?.length ?? 0;

const copied = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  content: snapshot.content && copiedBytes(snapshot.content),
});

/** U+001F stands in none of the parts. */
const textOf = ({ view, version, componentHash, parameters }: SnapshotKey): string =>
  `${view}\u001f${String(version)}\u001f${componentHash}\u001f${parameters}`;
