import fc from "fast-check";
import type { Head } from "../../../src/database/index.js";
import { asyncLaw } from "../../support/law.js";
import { attempts } from "../attempts.js";
import { committed } from "../committed.js";
import { allOf, type WithStore } from "../underTest.js";

/** What those are told who wait for commits. */
export function headLaws(withStore: WithStore): void {
  it("tells the head at once, then later ones only, and the last of them in the end", () =>
    asyncLaw(
      fc.asyncProperty(attempts, attempts, (before, after) =>
        withStore(async ({ store }) => {
          const model = await committed(store, before);
          const start = model.revision;
          const ended = new AbortController();
          const told: Head[] = [];
          const course = { isOver: false };
          const listening = (async () => {
            for await (const head of store.heads(ended.signal)) {
              told.push(head);
              if (head.revision === model.revision && course.isOver) ended.abort();
            }
          })();
          await committed(store, after, model);
          course.isOver = true;
          // Whoever was told everything before it was over has nothing to wait for.
          if (told.at(-1)?.revision === model.revision) ended.abort();
          await listening;
          const revisions = told.map(({ revision }) => revision);
          expect(revisions[0]).toBeGreaterThanOrEqual(start);
          expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => Number(a - b)));
          expect(told.at(-1)).toEqual({ revision: model.revision, recordedAt: model.recordedAt });
        }),
      ),
    ));

  it("ends when the signal is aborted, before and while it waits", () =>
    withStore(async ({ store }) => {
      expect(await allOf(store.heads(AbortSignal.abort()))).toEqual([]);
      const ended = new AbortController();
      const heads = store.heads(ended.signal)[Symbol.asyncIterator]();
      expect((await heads.next()).value).toMatchObject({ revision: 0n });
      const waiting = heads.next();
      ended.abort();
      expect(await waiting).toMatchObject({ done: true });
    }));

  it("ends when the store is closed, and everything else is unavailable then", () =>
    withStore(async ({ store }) => {
      const heads = store.heads(new AbortController().signal)[Symbol.asyncIterator]();
      await heads.next();
      const waiting = heads.next();
      await store.close();
      expect(await waiting).toMatchObject({ done: true });
      await expect(store.head()).rejects.toMatchObject({ code: "unavailable" });
      await expect(allOf(store.events({}))).rejects.toMatchObject({ code: "unavailable" });
    }));
}
