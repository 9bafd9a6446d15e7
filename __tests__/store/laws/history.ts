import fc from "fast-check";
import { Selector, Timestamp, type AttributeKind } from "../../../src/domain/index.js";
import { instant } from "../../support/history.js";
import { asyncLaw } from "../../support/law.js";
import { attempts } from "../attempts.js";
import { committed, expectedRead, read } from "../committed.js";
import { allOf, CREATED_AT, type WithStore } from "../underTest.js";

const KINDS: readonly AttributeKind[] = ["stream", "subject", "event-type"];
const revision = fc.bigInt({ min: 0n, max: 14n });

/** What can be found again: transactions, events, revisions by time, and keys. */
export function historyLaws(withStore: WithStore): void {
  it("finds transactions by their id, and those from a revision on", () =>
    asyncLaw(
      fc.asyncProperty(attempts, revision, (history, from) =>
        withStore(async ({ store }) => {
          const model = await committed(store, history);
          for (const { id } of history) {
            const found = await store.transaction(id);
            const expected = model.transactions.find((t) => t.id === id);
            expect(found && read(found)).toEqual(expected && expectedRead(expected));
          }
          const found = await allOf(store.transactions(from));
          expect(found.map(({ id }) => id)).toEqual(
            model.transactions.filter((t) => t.revision >= from).map(({ id }) => id),
          );
        }),
      ),
    ));

  it("finds events by stream and id", () =>
    asyncLaw(
      fc.asyncProperty(attempts, (history) =>
        withStore(async ({ store }) => {
          const model = await committed(store, history);
          for (const { stream, id } of history.flatMap(({ events }) => events)) {
            const expected = model.events.find((e) => e.stream === stream && e.id === id);
            expect((await store.event(stream, id))?.revision).toBe(expected?.revision);
          }
        }),
      ),
    ));

  it("knows when each event was recorded, and the last revision that was recorded by an instant", () =>
    asyncLaw(
      fc.asyncProperty(attempts, instant, (history, at) =>
        withStore(async ({ store, reader }) => {
          const model = await committed(store, history);
          const here = reader(model.revision);
          expect(await store.recordedAt(0n)).toEqual(CREATED_AT);
          for (const { basis, revision: last, recordedAt } of model.transactions) {
            for (const revision of [basis + 1n, last]) {
              expect(here.recordedAt(revision)).toEqual(recordedAt);
              expect(await store.recordedAt(revision)).toEqual(recordedAt);
            }
          }
          expect(await store.recordedAt(model.revision + 1n)).toBeUndefined();
          here.close();
          const found = store.revisionAt(at);
          if (at.compare(CREATED_AT) < 0) {
            await expect(found).rejects.toMatchObject({ code: "not-found" });
            return;
          }
          expect(await found).toBe(
            model.transactions.findLast(({ recordedAt }) => recordedAt.compare(at) <= 0)
              ?.revision ?? 0n,
          );
        }),
      ),
    ));

  it("lists the keys of each kind as of a revision, each once and in order", () =>
    asyncLaw(
      fc.asyncProperty(attempts, fc.constantFrom(...KINDS), revision, (history, kind, upTo) =>
        withStore(async ({ store }) => {
          const model = await committed(store, history);
          const values = model.events
            .filter((event) => event.revision <= upTo)
            .map(({ stream, subject, type }) => ({ stream, subject, "event-type": type })[kind])
            .filter((value) => value !== undefined);
          expect(await allOf(store.keys(kind, upTo))).toEqual([...new Set(values)].sort(byBytes));
        }),
      ),
    ));

  it("orders keys by their bytes, and finds them by their beginning, beyond the basic plane, too", () =>
    withStore(async ({ store, reader }) => {
      const subjects = ["\u{1f600}b", "\ufffda", "é", "e", "\u{1f600}", "\ue000", "ea"];
      await store.append({
        id: "t",
        events: subjects.map((subject) => ({ id: subject, stream: "ab", type: "ab", subject })),
        conditions: [],
        recordedAt: new Timestamp(1n),
      });
      expect(await allOf(store.keys("subject", 7n))).toEqual(subjects.toSorted(byBytes));
      const here = reader(7n);
      for (const prefix of subjects) {
        const found = [...here.events({ selector: Selector.subjectStartsWith(prefix) })];
        expect(found.map(({ id }) => id)).toEqual(subjects.filter((s) => s.startsWith(prefix)));
      }
      here.close();
    }));
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
