import fc from "fast-check";
import { InMemoryDatabase } from "../../src/database/index.js";
import { Selector, Timestamp, type QueryOptions } from "../../src/domain/index.js";
import { selectorOf, trees } from "../domain/selectorArbitraries.js";
import { modelEvents, queriedIds } from "../support/databaseModel.js";
import { databaseWith, EVERYTHING, history, instant } from "../support/history.js";
import { databaseError } from "../support/databaseError.js";
import { law } from "../support/law.js";

const revision = fc.bigInt({ min: 0n, max: 12n });
const options: fc.Arbitrary<QueryOptions> = fc.record(
  {
    range: fc.oneof(
      fc.record(
        { by: fc.constant("revision" as const), startAt: revision },
        { requiredKeys: ["by"] },
      ),
      fc.record(
        {
          by: fc.constant("effective-time" as const),
          startAt: fc.record({ timestamp: instant, revision }),
          endAt: instant,
        },
        { requiredKeys: ["by"] },
      ),
    ),
    direction: fc.constantFrom("forward", "reverse"),
    limit: fc.nat({ max: 8 }),
  },
  { requiredKeys: [] },
);

/** Three events: the second takes effect first, the third at the same time as the first. */
function threeEvents(): InMemoryDatabase {
  const database = new InMemoryDatabase();
  const at = (seconds: bigint) => ({ stream: "ab", type: "ab", time: new Timestamp(seconds) });
  database.transact(
    [
      { id: "first", ...at(20n) },
      { id: "second", ...at(10n) },
      { id: "third", ...at(20n) },
    ],
    [],
    new Timestamp(30n),
  );
  return database;
}

function idsOf(database: InMemoryDatabase, query?: QueryOptions): readonly string[] {
  return database
    .latest()
    .queryEvents({ selector: EVERYTHING, ...query })
    .map(({ id }) => id);
}

describe("a query", () => {
  it("gives what a filter over all events gives, whatever its selector, range, direction and limit", () => {
    law(
      fc.property(history, trees, options, (transactions, tree, query) => {
        const found = databaseWith(transactions)
          .latest()
          .queryEvents({ ...query, selector: selectorOf(tree) });
        expect(found.map(({ id }) => id)).toEqual(
          queriedIds(modelEvents(transactions), tree, query),
        );
      }),
    );
  });

  it("gives events in revision order unless it is told otherwise", () => {
    expect(idsOf(threeEvents())).toEqual(["first", "second", "third"]);
  });

  it("breaks ties of effective time by revision", () => {
    const range = { by: "effective-time" } as const;
    expect(idsOf(threeEvents(), { range })).toEqual(["second", "first", "third"]);
    expect(idsOf(threeEvents(), { range, direction: "reverse" })).toEqual([
      "third",
      "first",
      "second",
    ]);
  });

  it("counts its limit in its own direction", () => {
    expect(idsOf(threeEvents(), { direction: "reverse", limit: 2 })).toEqual(["third", "second"]);
    expect(idsOf(threeEvents(), { limit: 0 })).toEqual([]);
  });

  it("starts at a place in effective-time order, which is included", () => {
    const startAt = { timestamp: new Timestamp(20n), revision: 1n };
    const range = { by: "effective-time", startAt } as const;
    expect(idsOf(threeEvents(), { range })).toEqual(["first", "third"]);
    expect(idsOf(threeEvents(), { range, direction: "reverse" })).toEqual(["third", "first"]);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses the limit %p", (limit) => {
    expect(() => idsOf(threeEvents(), { limit })).toThrow(
      databaseError(
        "invalid-argument",
        `a query's limit must be an integer from 0, got ${String(limit)}`,
      ),
    );
  });

  it("never selects an event without a subject by the beginning of a subject", () => {
    const events = threeEvents()
      .latest()
      .queryEvents({ selector: Selector.subjectStartsWith("ab") });
    expect(events).toEqual([]);
  });
});
