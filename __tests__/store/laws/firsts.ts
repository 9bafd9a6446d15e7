import fc from "fast-check";
import { asyncLaw } from "../../support/law.js";
import { committed } from "../committed.js";
import { questionsForOne, skewedLogs } from "../skewedLogs.js";
import type { WithStore } from "../underTest.js";
import { expectAnswers } from "./expectAnswers.js";

const questions = fc.array(questionsForOne, { minLength: 1, maxLength: 12 });

/** What one event is, and which is the last one: where stores go ways of their own. */
export function firstLaws(withStore: WithStore): void {
  it("is the one that comes first in the order, wherever in the log its like are", () =>
    asyncLaw(
      fc.asyncProperty(skewedLogs, questions, skewedLogs, (history, asked, more) =>
        withStore(async (tested) => {
          const { store, reader } = tested;
          const model = await committed(store, history);
          const ask = async (): Promise<void> => {
            await expectAnswers(tested, model, asked);
            const here = reader(model.revision);
            for (const { tree, query } of asked) {
              const { selector, after, upTo } = query;
              if (tree === undefined || selector === undefined) continue;
              const last = model.last(tree, { after, upTo });
              expect(here.last(selector, { after, upTo })).toBe(last);
              expect(await store.last(selector, { after, upTo })).toBe(last);
            }
            here.close();
          };
          await ask();
          // And again, with what is remembered of the first time.
          const renamed = more.map((attempt, number) => ({
            ...attempt,
            id: `more-${String(number)}`,
            events: attempt.events.map((event) => ({ ...event, id: `more-${event.id}` })),
          }));
          await committed(store, renamed, model);
          await ask();
        }),
      ),
    ));
}
