import { InMemorySnapshots, type Snapshot } from "../../src/database/index.js";
import { Timestamp } from "../../src/domain/index.js";

const keyOf = (parameters: string) => ({
  view: "trail",
  version: 1n,
  componentHash: "one",
  parameters,
});

const snapshot = (change: bigint, upTo = change, bytes = 1): Snapshot => ({
  content: new Uint8Array(bytes),
  lastModifiedRevision: change,
  lastModifiedTimestamp: new Timestamp(change),
  upTo,
});

describe("snapshots in memory", () => {
  it("forget the view that was used longest ago", () => {
    const snapshots = new InMemorySnapshots({ views: 2 });
    snapshots.keep(keyOf("a"), snapshot(1n));
    snapshots.keep(keyOf("b"), snapshot(1n));
    snapshots.find(keyOf("a"), 1n);
    snapshots.keep(keyOf("c"), snapshot(1n));
    expect(snapshots.find(keyOf("b"), 1n)).toBeUndefined();
    expect(snapshots.find(keyOf("a"), 1n)).toBeDefined();
    expect(snapshots.views).toBe(2);
  });

  it("hold no more bytes than they may, whatever the views", () => {
    const snapshots = new InMemorySnapshots({ bytes: 100 });
    for (let at = 0; at < 50; at++) {
      snapshots.keep(keyOf(String(at % 7)), snapshot(BigInt(at), BigInt(at), 30));
      expect(snapshots.bytes).toBeLessThanOrEqual(100);
    }
    expect(snapshots.bytes).toBeGreaterThan(0);
    expect(snapshots.find(keyOf("0"), 49n)).toBeDefined();
  });

  it("keep a few changes of a view, spread over its past, and the newest always", () => {
    const snapshots = new InMemorySnapshots({ perView: 3 });
    for (let change = 1n; change <= 64n; change++) snapshots.keep(keyOf("a"), snapshot(change));
    const kept = new Set<bigint>();
    for (let revision = 64n; revision > 0n; revision--) {
      const found = snapshots.find(keyOf("a"), revision);
      if (found !== undefined) kept.add(found.lastModifiedRevision);
    }
    expect(kept.size).toBe(3);
    expect(Math.max(...[...kept].map(Number))).toBe(64);
    expect(Math.min(...[...kept].map(Number))).toBeLessThan(40);
    expect(snapshots.bytes).toBe(3);
  });

  it("hold for every revision up to which the log was searched", () => {
    const snapshots = new InMemorySnapshots();
    snapshots.keep(keyOf("a"), snapshot(3n, 5n));
    snapshots.keep(keyOf("a"), snapshot(3n, 9n));
    snapshots.keep(keyOf("a"), snapshot(3n, 4n));
    expect(snapshots.find(keyOf("a"), 20n)?.upTo).toBe(9n);
    expect(snapshots.bytes).toBe(1);
  });
});
