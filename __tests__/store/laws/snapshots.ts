import fc from "fast-check";
import type { Snapshot, SnapshotKey, SnapshotStore } from "../../../src/database/index.js";
import { Timestamp } from "../../../src/domain/index.js";
import { asyncLaw } from "../../support/law.js";
import { CREATED_AT, type StoreFactory } from "../underTest.js";

const key: fc.Arbitrary<SnapshotKey> = fc.record({
  view: fc.constantFrom("summary", "trail"),
  version: fc.constantFrom(1n, 2n),
  componentHash: fc.constantFrom("one", "other"),
  parameters: fc.constantFrom("[]", '[["who","a"]]'),
});

/** The state after a change is one and the same, so its content follows from the key and the change. */
function snapshot({ view, parameters }: SnapshotKey, change: bigint, upTo: bigint): Snapshot {
  return {
    content:
      change === 0n ? undefined : new TextEncoder().encode(`${view}${parameters}${String(change)}`),
    lastModifiedRevision: change,
    lastModifiedTimestamp: new Timestamp(change, 7),
    upTo,
  };
}

const kept = fc
  .tuple(key, fc.bigInt({ min: 0n, max: 6n }), fc.bigInt({ min: 0n, max: 6n }))
  .map(([of, change, more]) => ({ key: of, snapshot: snapshot(of, change, change + more) }));

/** What is remembered of views, as long as it is remembered. */
export function snapshotLaws(factory: StoreFactory): void {
  async function withSnapshots(run: (snapshots: SnapshotStore) => Promise<void>): Promise<void> {
    const { databases } = await factory();
    await databases.create("bank", CREATED_AT);
    await run((await databases.open("bank")).snapshots);
    await databases.close();
  }

  it("finds nothing but what was kept under the key, and changed at or before the revision", () =>
    asyncLaw(
      fc.asyncProperty(fc.array(kept), key, fc.bigInt({ min: 0n, max: 12n }), (all, of, at) =>
        withSnapshots(async (snapshots) => {
          await snapshots.keep(all);
          const found = await snapshots.find(of, at);
          const candidates = all
            .filter((other) => JSON.stringify(texts(other.key)) === JSON.stringify(texts(of)))
            .map((other) => other.snapshot)
            .filter(({ lastModifiedRevision }) => lastModifiedRevision <= at);
          if (found === undefined) return;
          const same = candidates.filter(
            (other) => other.lastModifiedRevision === found.lastModifiedRevision,
          );
          const upTo = same.map((other) => other.upTo).reduce((a, b) => (a > b ? a : b), -1n);
          expect(found).toEqual({ ...snapshot(of, found.lastModifiedRevision, upTo), upTo });
        }),
      ),
    ));

  it("finds the one that was kept last, and the older one for an older revision", () =>
    withSnapshots(async (snapshots) => {
      const of = { view: "trail", version: 1n, componentHash: "one", parameters: "[]" };
      const [older, newer] = [snapshot(of, 2n, 3n), snapshot(of, 5n, 9n)];
      await snapshots.keep([newer, older].map((each) => ({ key: of, snapshot: each })));
      expect(await snapshots.find(of, 9n)).toEqual(newer);
      expect(await snapshots.find(of, 5n)).toEqual(newer);
      expect(await snapshots.find(of, 4n)).toEqual(older);
      expect(await snapshots.find(of, 1n)).toBeUndefined();
    }));

  it("remembers that there is nothing", () =>
    withSnapshots(async (snapshots) => {
      const of = { view: "trail", version: 1n, componentHash: "one", parameters: "[]" };
      await snapshots.keep([{ key: of, snapshot: snapshot(of, 0n, 4n) }]);
      expect(await snapshots.find(of, 9n)).toEqual(snapshot(of, 0n, 4n));
    }));

  it("shares its bytes with nobody", () =>
    withSnapshots(async (snapshots) => {
      const of = { view: "trail", version: 1n, componentHash: "one", parameters: "[]" };
      // Node's buffers share their bytes with what is sliced from them.
      const content = Buffer.from(snapshot(of, 2n, 3n).content ?? []);
      await snapshots.keep([{ key: of, snapshot: { ...snapshot(of, 2n, 3n), content } }]);
      content.fill(0);
      (await snapshots.find(of, 3n))?.content?.fill(1);
      expect(await snapshots.find(of, 3n)).toEqual(snapshot(of, 2n, 3n));
    }));
}

const texts = (of: SnapshotKey): readonly string[] => Object.values(of).map(String);
