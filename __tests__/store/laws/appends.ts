import fc from "fast-check";
import { DatabaseError, type NewTransaction } from "../../../src/database/index.js";
import {
  AppendCondition,
  parameter,
  Selector,
  Timestamp,
  type ProspectiveEvent,
} from "../../../src/domain/index.js";
import { EVERYTHING } from "../../support/history.js";
import { asyncLaw } from "../../support/law.js";
import { attempts } from "../attempts.js";
import { expectedRead, outcomeOf, read } from "../committed.js";
import { StoreModel } from "../storeModel.js";
import { allOf, type WithStore } from "../underTest.js";

const event = (id: string): ProspectiveEvent => ({ id, stream: "ab", type: "ab" });

const transaction = (id: string, given: Partial<NewTransaction> = {}): NewTransaction => ({
  id,
  events: [event(id)],
  conditions: [],
  recordedAt: new Timestamp(1n),
  ...given,
});

/** What becomes of transactions, whatever was tried before. */
export function appendLaws(withStore: WithStore): void {
  it("appends all or nothing, as the model says, whatever is repeated, broken or violated", () =>
    asyncLaw(
      fc.asyncProperty(attempts, (history) =>
        withStore(async ({ store }) => {
          const model = new StoreModel();
          for (const attempt of history) {
            const expected = model.append(attempt);
            const outcome = await outcomeOf(store, attempt);
            if (outcome instanceof DatabaseError) expect(outcome.code).toBe(expected);
            else expect(read(outcome)).toEqual(expectedRead(expected as never));
            expect(await store.head()).toEqual({
              revision: model.revision,
              recordedAt: model.recordedAt,
            });
          }
          const kept = await allOf(store.transactions(0n));
          expect(kept.map(read)).toEqual(model.transactions.map((t) => expectedRead(t)));
        }),
      ),
    ));

  it("lets one of several that exclude each other through, however many come at once", () =>
    withStore(async ({ store }) => {
      const conditions = [AppendCondition.mustNotExist(EVERYTHING)];
      const outcomes = await Promise.allSettled(
        ["a", "b", "c", "d"].map((id) => store.append(transaction(id, { conditions }))),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected")
          expect(outcome.reason).toMatchObject({ code: "condition-violated" });
      }
      expect((await store.head()).revision).toBe(1n);
    }));

  it("gives transactions that come at once revisions without gaps", () =>
    withStore(async ({ store }) => {
      const ids = Array.from({ length: 20 }, (_none, index) => `t-${String(index)}`);
      const results = await Promise.all(ids.map((id) => store.append(transaction(id))));
      const revisions = results.map(({ revision }) => Number(revision)).sort((a, b) => a - b);
      expect(revisions).toEqual(ids.map((_id, index) => index + 1));
      for (const { basis, revision } of results) expect(revision - basis).toBe(1n);
    }));

  it("answers the same transaction alike, however often it comes at once", () =>
    withStore(async ({ store }) => {
      const conditions = [AppendCondition.mustNotExist(EVERYTHING)];
      const sent = Array.from({ length: 5 }, () => store.append(transaction("a", { conditions })));
      const [first, ...others] = await Promise.all(sent);
      for (const other of others) expect(read(other)).toEqual(first && read(first));
      expect((await store.head()).revision).toBe(1n);
    }));

  it("refuses a condition whose selector has an open parameter", () =>
    withStore(async ({ store }) => {
      const selector = Selector.subject(parameter("who"));
      const conditions: AppendCondition[] = [{ kind: "max", selector, revision: 0n }];
      await expect(store.append(transaction("a", { conditions }))).rejects.toMatchObject({
        code: "invalid-argument",
        message:
          "an append condition: parameter who of the selector is not bound; give it a value with bind()",
      });
    }));

  it.each([
    ["id", {}],
    ["commit message", { commitMessage: "half \ud83d" }],
    ["correlation id", { correlationId: "\ude00" }],
    ["causation id", { causationId: "\ud800" }],
    ["attribute of the principal", { principalAttributes: new Map([["name", "\udfff"]]) }],
  ])("refuses a transaction whose %s is no Unicode", (what, parts) =>
    withStore(async ({ store }) => {
      const id = what === "id" ? "half \ud83d" : "a";
      await expect(store.append({ ...transaction(id), ...parts })).rejects.toMatchObject({
        code: "invalid-argument",
        message: expect.stringContaining(what) as string,
      });
      expect((await store.head()).revision).toBe(0n);
    }),
  );

  it("tells ids, streams, subjects and types apart that are alike up to a U+0000", () =>
    withStore(async ({ store }) => {
      const parts = ["a", "a\u0000", "a\u0000b", "a\u0001", "a\u0001\u0001b"];
      for (const part of parts)
        await store.append(
          transaction(part, { events: [{ ...event(part), subject: part, type: part }] }),
        );
      expect((await store.head()).revision).toBe(BigInt(parts.length));
      for (const [index, part] of parts.entries()) {
        expect((await store.transaction(part))?.id).toBe(part);
        expect(await store.last(Selector.subject(part))).toBe(BigInt(index + 1));
        expect(await store.last(Selector.eventType(part))).toBe(BigInt(index + 1));
      }
      const subjects: string[] = [];
      for await (const key of store.keys("subject", 99n)) subjects.push(key);
      expect(subjects).toEqual([...parts].sort());
    }));
}
