import fc from "fast-check";
import { DatabaseError, InMemoryDatabase } from "../../src/database/index.js";
import { AppendCondition, Selector, Timestamp } from "../../src/domain/index.js";
import { selects } from "../domain/selectorArbitraries.js";
import { boundsUpTo, conditionOf, isWithin } from "../support/conditionBounds.js";
import { modelEvents, visibleIds } from "../support/databaseModel.js";
import { databaseWith, history, prospectiveEvents } from "../support/history.js";
import { databaseError } from "../support/databaseError.js";
import { law } from "../support/law.js";

const NOW = new Timestamp(100n);

function transactionError(run: () => unknown): DatabaseError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}

describe("append conditions", () => {
  it("compare the last selected revision before the transaction, or 0 for none", () => {
    law(
      fc.property(
        history,
        fc.array(boundsUpTo(8n), { maxLength: 4 }),
        prospectiveEvents("new", { minLength: 1, maxLength: 4 }),
        (transactions, conditions, events) => {
          const database = databaseWith(transactions);
          const before = visibleIds(database.latest());
          const stored = modelEvents(transactions);
          const allHold = conditions.every((condition) => {
            const last = stored.findLast((event) => selects(condition.tree, event));
            return isWithin(condition, last?.revision ?? 0n);
          });
          const error = transactionError(() =>
            database.transact(events, conditions.map(conditionOf), NOW),
          );
          expect(error?.code).toBe(allHold ? undefined : "condition-violated");
          expect(visibleIds(database.latest())).toEqual(
            allHold ? [...before, ...events.map(({ id }) => id)] : before,
          );
        },
      ),
    );
  });

  it("do not see the transaction's own events", () => {
    const database = new InMemoryDatabase();
    const event = { stream: "ab", type: "ab" };
    const selector = Selector.stream("ab");
    const twice = () =>
      database.transact(
        [
          { ...event, id: "a" },
          { ...event, id: "b" },
        ],
        [AppendCondition.mustNotExist(selector)],
        NOW,
      );
    expect(twice().revision).toBe(2n);
    expect(() =>
      new InMemoryDatabase().transact(
        [{ ...event, id: "a" }],
        [AppendCondition.mustExist(selector)],
        NOW,
      ),
    ).toThrow(DatabaseError);
  });

  it("hold with a minimum of 0 where nothing is selected", () => {
    const condition = AppendCondition.min(Selector.stream("ab"), 0n);
    const result = new InMemoryDatabase().transact(
      [{ id: "a", stream: "ab", type: "ab" }],
      [condition],
      NOW,
    );
    expect(result).toMatchObject({ basis: 0n, revision: 1n });
  });

  const selector = Selector.stream("ab");
  it.each<[string, AppendCondition, string]>([
    [
      "a minimum",
      AppendCondition.min(selector, 5n),
      'an append condition does not hold: for stream = "ab", revision 5 or later was expected, but the last selected event has revision 1',
    ],
    [
      "a maximum",
      AppendCondition.max(Selector.stream("b.c"), 1n),
      'an append condition does not hold: for stream = "b.c", revision 1 or earlier was expected, but the last selected event has revision 2',
    ],
    [
      "absence",
      AppendCondition.mustNotExist(selector),
      'an append condition does not hold: for stream = "ab", no selected event was expected, but the last selected event has revision 1',
    ],
    [
      "a range",
      AppendCondition.range(selector, 2n, 3n),
      'an append condition does not hold: for stream = "ab", a revision from 2 to 3 was expected, but the last selected event has revision 1',
    ],
    [
      "presence",
      AppendCondition.mustExist(Selector.stream("none")),
      'an append condition does not hold: for stream = "none", revision 1 or later was expected, but no event is selected',
    ],
  ])("say what was expected and what is there, for %s", (_what, condition, message) => {
    const database = new InMemoryDatabase();
    database.transact(
      [
        { id: "a", stream: "ab", type: "ab" },
        { id: "b", stream: "b.c", type: "ab" },
      ],
      [],
      NOW,
    );
    const transact = () =>
      database.transact([{ id: "c", stream: "ab", type: "ab" }], [condition], NOW);
    expect(transact).toThrow(databaseError("condition-violated", message));
  });
});
