import fc from "fast-check";
import { InMemoryDatabase } from "../../src/database/index.js";
import { Timestamp, type PlatformDatabase } from "../../src/domain/index.js";
import { selectorOf, trees } from "../domain/selectorArbitraries.js";
import { modelEvents, queriedIds, visibleIds } from "../support/databaseModel.js";
import { databaseWith, EVERYTHING, history, instant } from "../support/history.js";
import { databaseError } from "../support/databaseError.js";
import { law } from "../support/law.js";

/** All that can be read off a database. */
function contentOf(database: PlatformDatabase) {
  const { name, createdAt, revision, revisionTimestamp, effectiveTimestamp } = database;
  return {
    ...{ name, createdAt, revision, revisionTimestamp, effectiveTimestamp },
    events: database.queryEvents({ selector: EVERYTHING }),
  };
}

describe("a database at a revision", () => {
  it("never changes as events are added, and is the same when it is asked for later", () => {
    law(
      fc.property(history, (transactions) => {
        const database = new InMemoryDatabase();
        const before = [database.latest()];
        const contents = [contentOf(database.latest())];
        for (const { events, recordedAt } of transactions) {
          database.transact(events, [], recordedAt);
          before.push(database.latest());
          contents.push(contentOf(database.latest()));
        }
        expect(before.map(contentOf)).toEqual(contents);
        const latest = database.latest();
        expect(before.map(({ revision }) => contentOf(latest.atRevision(revision)))).toEqual(
          contents,
        );
      }),
    );
  });

  it("holds exactly the events up to the revision, also in the midst of a transaction", () => {
    law(
      fc.property(history, fc.nat(), (transactions, seed) => {
        const latest = databaseWith(transactions).latest();
        const revision = BigInt(seed) % (latest.revision + 1n);
        const past = latest.atRevision(revision);
        expect(past.revision).toBe(revision);
        expect(visibleIds(past)).toEqual(visibleIds(latest).slice(0, Number(revision)));
      }),
    );
  });

  it("was recorded with the last of its events, or created", () => {
    const createdAt = new Timestamp(5n);
    const database = new InMemoryDatabase({ createdAt });
    database.transact([{ id: "a", stream: "ab", type: "ab" }], [], new Timestamp(7n));
    database.transact([{ id: "b", stream: "ab", type: "ab" }], [], new Timestamp(9n));
    const times = [0n, 1n, 2n].map(
      (revision) => database.latest().atRevision(revision).revisionTimestamp,
    );
    expect(times).toEqual([createdAt, new Timestamp(7n), new Timestamp(9n)]);
  });

  it("refuses revisions after its own, also when the log holds them by now", () => {
    const database = new InMemoryDatabase();
    const empty = database.latest();
    database.transact([{ id: "a", stream: "ab", type: "ab" }], [], new Timestamp(1n));
    for (const at of [empty, database.latest().atRevision(0n)]) {
      expect(() => at.atRevision(1n)).toThrow(
        databaseError("invalid-argument", "revision 1 lies after this database's revision 0"),
      );
    }
  });

  it("refuses what is no revision", () => {
    const latest = new InMemoryDatabase().latest();
    expect(() => latest.atRevision(-1n)).toThrow(
      "a revision must be between 0 and 2^64 - 1, got -1n",
    );
    expect(() => latest.atRevision(0 as unknown as bigint)).toThrow(
      "a revision must be a bigint, got 0",
    );
  });
});

describe("a database at an effective timestamp", () => {
  it("sees the events that take effect at or before it, at any revision", () => {
    law(
      fc.property(history, trees, instant, fc.nat(), (transactions, tree, until, seed) => {
        const latest = databaseWith(transactions).latest();
        const revision = BigInt(seed) % (latest.revision + 1n);
        const selector = selectorOf(tree);
        const expected = queriedIds(
          modelEvents(transactions).filter(
            (event) => event.revision <= revision && event.effectiveTime.compare(until) <= 0,
          ),
          tree,
        );
        const oneWay = latest.atRevision(revision).atEffectiveTimestamp(until);
        const otherWay = latest.atEffectiveTimestamp(until).atRevision(revision);
        for (const at of [oneWay, otherWay]) {
          expect(at.queryEvents({ selector }).map(({ id }) => id)).toEqual(expected);
          expect(at.revision).toBe(revision);
          expect(at.effectiveTimestamp).toEqual(until);
        }
      }),
    );
  });

  it("is replaced by another effective timestamp, earlier or later", () => {
    const database = new InMemoryDatabase();
    const time = new Timestamp(10n);
    database.transact([{ id: "a", stream: "ab", type: "ab", time }], [], new Timestamp(1n));
    const before = database.latest().atEffectiveTimestamp(new Timestamp(9n, 999_999_999));
    expect(visibleIds(before)).toEqual([]);
    expect(visibleIds(before.atEffectiveTimestamp(time))).toEqual(["a"]);
  });
});
