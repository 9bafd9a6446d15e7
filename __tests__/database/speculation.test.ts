import fc from "fast-check";
import type { InMemoryDatabase } from "../../src/database/index.js";
import {
  Timestamp,
  type PlatformDatabase,
  type PlatformSpeculativeDatabase,
} from "../../src/domain/index.js";
import { selectorOf, trees } from "../domain/selectorArbitraries.js";
import { visibleIds } from "../support/databaseModel.js";
import {
  databaseWith,
  EVERYTHING,
  history,
  instant,
  prospectiveEvents,
  type Transaction,
} from "../support/history.js";
import { law } from "../support/law.js";
import { trailView } from "../support/trailView.js";
import { databaseError } from "../support/databaseError.js";

/** What is seen of events and of a view through either kind of database. */
function seen(database: PlatformDatabase | PlatformSpeculativeDatabase) {
  const { revision, revisionTimestamp, effectiveTimestamp } = database;
  return {
    ...{ revision, revisionTimestamp, effectiveTimestamp },
    events: database.queryEvents({ selector: EVERYTHING }),
    inEffectiveTime: database.queryEvents({
      selector: EVERYTHING,
      range: { by: "effective-time" },
      direction: "reverse",
    }),
    view: database.viewState("trail", 1n, []),
  };
}

const events = prospectiveEvents("new");

describe("a speculative database", () => {
  it("is what the database would be with the events committed", () => {
    law(
      fc.property(
        history,
        trees,
        fc.constantFrom("revision" as const, "effective_timestamp" as const),
        events,
        fc.option(instant),
        fc.boolean(),
        (transactions, tree, temporality, more, until, renderedBefore) => {
          const view = trailView({ selector: selectorOf(tree), temporality });
          const database = databaseWith(transactions, { stateViews: [view] });
          const basis = database.latest();
          if (renderedBefore) basis.viewState("trail", 1n, []);
          const speculative = basis.speculate(more);
          const speculated = until === null ? speculative : speculative.atEffectiveTimestamp(until);
          const expectation = seen(speculated);
          if (more.length > 0) database.transact(more, [], basis.revisionTimestamp);
          const latest = database.latest();
          expect(expectation).toEqual(
            seen(until === null ? latest : latest.atEffectiveTimestamp(until)),
          );
        },
      ),
    );
  });

  it("leaves its basis, and the database, as they are", () => {
    law(
      fc.property(history, events, (transactions, more) => {
        const database = databaseWith(transactions, { stateViews: [trailView()] });
        const before = seen(database.latest());
        const speculative = database.latest().speculate(more);
        seen(speculative);
        expect(seen(speculative.basis)).toEqual(before);
        expect(seen(database.latest())).toEqual(before);
        expect(speculative.speculatedEventCount).toBe(BigInt(more.length));
      }),
    );
  });

  it("can be speculated with in turn, on the same basis", () => {
    law(
      fc.property(history, events, prospectiveEvents("more"), (transactions, some, more) => {
        const basis = databaseWith(transactions, { stateViews: [trailView()] }).latest();
        const inTurn = basis.speculate(some).speculate(more);
        expect(seen(inTurn)).toEqual(seen(basis.speculate([...some, ...more])));
        expect(inTurn.speculatedEventCount).toBe(BigInt(some.length + more.length));
        expect(inTurn.basis.revision).toBe(basis.revision);
      }),
    );
  });

  it("does not see what is committed after its basis", () => {
    const { database, transact } = databaseWithOne();
    const speculative = database.latest().speculate([{ id: "b", stream: "ab", type: "ab" }]);
    transact("c");
    expect(visibleIds(speculative)).toEqual(["a", "b"]);
    expect(visibleIds(speculative.basis)).toEqual(["a"]);
    expect(visibleIds(database.latest())).toEqual(["a", "c"]);
  });

  it("keeps the effective timestamp of its basis", () => {
    const { database } = databaseWithOne();
    const until = new Timestamp(5n);
    const event = { stream: "ab", type: "ab" };
    const speculative = database
      .latest()
      .atEffectiveTimestamp(until)
      .speculate([
        { ...event, id: "in time", time: until },
        { ...event, id: "too late", time: new Timestamp(5n, 1) },
      ]);
    expect(visibleIds(speculative)).toEqual(["a", "in time"]);
    expect(speculative.basis.effectiveTimestamp).toEqual(until);
    expect(visibleIds(speculative.atEffectiveTimestamp(new Timestamp(6n)))).toEqual([
      "a",
      "in time",
      "too late",
    ]);
  });

  it("refuses events that could not be stored", () => {
    const { database } = databaseWithOne();
    expect(() => database.latest().speculate([{ id: "b", stream: "1", type: "ab" }])).toThrow(
      databaseError("invalid-event", { containing: "stream name" }),
    );
  });
});

function databaseWithOne(): { database: InMemoryDatabase; transact: (id: string) => void } {
  const transactionOf = (id: string): Transaction => ({
    events: [{ id, stream: "ab", type: "ab" }],
    recordedAt: new Timestamp(1n),
  });
  const database = databaseWith([transactionOf("a")]);
  return {
    database,
    transact: (id) => {
      const { events: given, recordedAt } = transactionOf(id);
      database.transact(given, [], recordedAt);
    },
  };
}
