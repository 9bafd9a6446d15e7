import fc from "fast-check";
import { parameter, Selector } from "../../../src/domain/index.js";
import { selectorOf, trees } from "../../domain/selectorArbitraries.js";
import { asyncLaw } from "../../support/law.js";
import { attempts } from "../attempts.js";
import { committed } from "../committed.js";
import { logQueries } from "../logQueries.js";
import type { WithStore } from "../underTest.js";
import { expectAnswers } from "./expectAnswers.js";

const queries = fc.array(logQueries, { minLength: 1, maxLength: 6 });
const revision = fc.bigInt({ min: 0n, max: 14n });

/** What is read, by whoever can wait and by whoever cannot. */
export function readLaws(withStore: WithStore): void {
  it("gives what a filter over all events gives, whatever is asked", () =>
    asyncLaw(
      fc.asyncProperty(attempts, queries, attempts, (history, asked, more) =>
        withStore(async (tested) => {
          const { store } = tested;
          const model = await committed(store, history);
          const ask = (): Promise<void> => expectAnswers(tested, model, asked);
          await ask();
          // And again, with what an index may have kept of the first time.
          await committed(store, more, model);
          await ask();
        }),
      ),
    ));

  it("answers for one past, whatever is appended later", () =>
    asyncLaw(
      fc.asyncProperty(attempts, queries, attempts, revision, (history, asked, more, seed) =>
        withStore(async ({ store, reader }) => {
          const model = await committed(store, history);
          const past = seed % (model.revision + 1n);
          const here = reader(past);
          const answers = () => ({
            head: here.head,
            found: asked.map(({ query }) => [...here.events(query)].map((e) => e.revision)),
            recorded: [0n, past, past + 1n].map((at) => here.recordedAt(at)),
          });
          const before = answers();
          const clamped = asked.map(({ tree, query: { upTo, ...query } }) =>
            model.query(tree, { ...query, upTo: upTo === undefined || upTo > past ? past : upTo }),
          );
          expect(before.found).toEqual(clamped);
          expect(before.head.revision).toBe(past);
          expect(before.recorded[2]).toBeUndefined();
          await committed(store, more, model);
          expect(answers()).toEqual(before);
          here.close();
        }),
      ),
    ));

  it("knows the last event that a selector selects, within bounds", () =>
    asyncLaw(
      fc.asyncProperty(
        attempts,
        trees,
        fc.record({ after: revision, upTo: revision }, { requiredKeys: [] }),
        (history, tree, range) =>
          withStore(async ({ store, reader }) => {
            const model = await committed(store, history);
            const here = reader(model.revision);
            const selector = selectorOf(tree);
            expect(here.last(selector)).toBe(model.last(tree));
            expect(here.last(selector, range)).toBe(model.last(tree, range));
            expect(await store.last(selector, range)).toBe(model.last(tree, range));
            here.close();
          }),
      ),
    ));

  it("can be left before its end, and asked something else meanwhile", () =>
    asyncLaw(
      fc.asyncProperty(attempts, queries, (history, asked) =>
        withStore(async ({ store, reader }) => {
          const model = await committed(store, history);
          const here = reader(model.revision);
          for (const { tree, query } of asked) {
            const expected = model.query(tree, query);
            const [first] = here.events(query);
            expect(first?.revision).toBe(expected[0]);
            const [outer] = asked;
            const found: bigint[] = [];
            for (const event of here.events(query)) {
              found.push(event.revision);
              if (outer !== undefined)
                expect([...here.events(outer.query)]).toHaveLength(
                  model.query(outer.tree, outer.query).length,
                );
            }
            expect(found).toEqual(expected);
          }
          here.close();
        }),
      ),
    ));

  it("refuses a revision that there is not yet, a limit that is no count, and an open parameter", () =>
    withStore(async ({ store, reader }) => {
      expect(() => reader(1n)).toThrow(
        expect.objectContaining({ code: "invalid-argument" }) as Error,
      );
      const here = reader(0n);
      expect(() => [...here.events({ limit: -1 })]).toThrow(
        expect.objectContaining({ code: "invalid-argument" }) as Error,
      );
      const open = Selector.subject(parameter("who"));
      expect(() => [...here.events({ selector: open })]).toThrow("parameter who");
      expect(() => here.last(open)).toThrow("parameter who");
      await expect(store.last(open)).rejects.toThrow("parameter who");
      here.close();
    }));
}
