import fc from "fast-check";
import { InMemoryDatabase } from "../../src/database/index.js";
import { AppendCondition, Timestamp, type ProspectiveEvent } from "../../src/domain/index.js";
import { visibleIds } from "../support/databaseModel.js";
import { databaseWith, EVERYTHING, history, prospectiveEvents } from "../support/history.js";
import { law } from "../support/law.js";

const NOW = new Timestamp(100n);
const event = (id: string): ProspectiveEvent => ({ id, stream: "ab", type: "ab" });

describe("a transaction that is sent again with its id", () => {
  it("has the result of the first time and writes nothing, whatever was committed in between", () => {
    law(
      fc.property(
        history,
        prospectiveEvents("new", { minLength: 1, maxLength: 4 }),
        prospectiveEvents("later", { maxLength: 3 }),
        (transactions, events, later) => {
          const database = databaseWith(transactions);
          const id = { transactionId: "t-1" };
          const first = database.transact(events, [], NOW, id);
          if (later.length > 0) database.transact(later, [], NOW, { transactionId: "t-2" });
          const ids = visibleIds(database.latest());
          expect(database.transact(events, [], new Timestamp(200n), id)).toEqual(first);
          expect(visibleIds(database.latest())).toEqual(ids);
        },
      ),
    );
  });

  it("is not measured by its conditions again, which its first commit may violate", () => {
    const database = new InMemoryDatabase();
    const conditions = [AppendCondition.mustNotExist(EVERYTHING)];
    const first = database.transact([event("a")], conditions, NOW, { transactionId: "t-1" });
    expect(database.transact([event("a")], conditions, NOW, { transactionId: "t-1" })).toEqual(
      first,
    );
    expect(() =>
      database.transact([event("b")], conditions, NOW, { transactionId: "t-2" }),
    ).toThrow(expect.objectContaining({ code: "condition-violated" }) as Error);
  });

  it("may succeed where it was refused before: a refused id is not taken", () => {
    const database = new InMemoryDatabase();
    const id = { transactionId: "t-1" };
    const violated = [AppendCondition.mustExist(EVERYTHING)];
    expect(() => database.transact([event("a")], violated, NOW, id)).toThrow("does not hold");
    expect(database.transact([event("a")], [], NOW, id).revision).toBe(1n);
  });

  it.each([[""], [undefined]])("is another one with the id %p, which names nothing", (id) => {
    const database = new InMemoryDatabase();
    database.transact([event("a")], [], NOW, { transactionId: id });
    expect(database.transact([event("b")], [], NOW, { transactionId: id }).revision).toBe(2n);
  });
});
