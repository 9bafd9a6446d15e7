import fc from "fast-check";
import { InMemoryDatabase, type LocalStateView } from "../../src/database/index.js";
import { Timestamp, type PlatformDatabase } from "../../src/domain/index.js";
import { selectorOf, selects, trees, type Tree } from "../domain/selectorArbitraries.js";
import { modelEvents, queriedIds, type ModelEvent } from "../support/databaseModel.js";
import { databaseWith, history, instant, type Transaction } from "../support/history.js";
import { law } from "../support/law.js";
import { trailOf, trailView } from "../support/trailView.js";
import { databaseError } from "../support/databaseError.js";

const viewTrail = (database: PlatformDatabase) => database.viewState("trail", 1n, []);

/** What a fold from the start gives. */
function expectedTrail(events: readonly ModelEvent[], tree: Tree, { temporality }: LocalStateView) {
  const range = temporality === "revision" ? undefined : ({ by: "effective-time" } as const);
  return queriedIds(events, tree, { range });
}

const temporality = fc.constantFrom("revision" as const, "effective_timestamp" as const);

describe("a rendered view", () => {
  it("is what a fold from the start gives, in whatever order its revisions are asked for", () => {
    law(
      fc.property(
        history,
        trees,
        temporality,
        fc.array(fc.nat(), { minLength: 1, maxLength: 10 }),
        (transactions, tree, order, seeds) => {
          const view = trailView({ selector: selectorOf(tree), temporality: order });
          const latest = databaseWith(transactions, { stateViews: [view] }).latest();
          for (const seed of seeds) {
            const revision = BigInt(seed) % (latest.revision + 1n);
            const events = upTo(revision, transactions);
            const last = events.findLast((event) => selects(tree, event));
            const rendered = viewTrail(latest.atRevision(revision));
            expect(rendered === undefined).toBe(last === undefined);
            expect(trailOf(rendered)).toEqual(expectedTrail(events, tree, view));
            expect(rendered?.lastModifiedRevision).toBe(last?.revision);
          }
        },
      ),
    );
  });

  it("is what a fold from the start gives, while transactions come in between", () => {
    law(
      fc.property(history, trees, temporality, (transactions, tree, order) => {
        const view = trailView({ selector: selectorOf(tree), temporality: order });
        const database = new InMemoryDatabase({ stateViews: [view] });
        transactions.forEach(({ events, recordedAt }, index) => {
          database.transact(events, [], recordedAt);
          expect(trailOf(viewTrail(database.latest()))).toEqual(
            expectedTrail(modelEvents(transactions.slice(0, index + 1)), tree, view),
          );
        });
      }),
    );
  });

  it("at an effective timestamp holds the events up to it, in the view's order", () => {
    law(
      fc.property(
        history,
        trees,
        temporality,
        instant,
        fc.boolean(),
        (transactions, tree, order, until, renderedBefore) => {
          const view = trailView({ selector: selectorOf(tree), temporality: order });
          const latest = databaseWith(transactions, { stateViews: [view] }).latest();
          if (renderedBefore) viewTrail(latest);
          const events = modelEvents(transactions).filter(
            ({ effectiveTime }) => effectiveTime.compare(until) <= 0,
          );
          expect(trailOf(viewTrail(latest.atEffectiveTimestamp(until)))).toEqual(
            expectedTrail(events, tree, view),
          );
        },
      ),
    );
  });

  it("goes on from what was rendered last, where events can only follow", () => {
    const folded: (readonly string[])[] = [];
    const trail = trailView();
    const view: LocalStateView = {
      ...trail,
      evolve: (stored, events) => {
        folded.push(events.map(({ id }) => id));
        return trail.evolve(stored, events);
      },
    };
    const database = new InMemoryDatabase({ stateViews: [view] });
    for (const id of ["a", "b", "c"]) {
      database.transact([{ id, stream: "ab", type: "ab" }], [], new Timestamp(1n));
      viewTrail(database.latest());
    }
    viewTrail(database.latest());
    expect(folded).toEqual([["a"], ["b"], ["c"]]);
  });

  it("says which view it is, as of when", () => {
    const view = trailView({ version: 3n, contentSchema: "https://example.org/schema" });
    const database = new InMemoryDatabase({ name: "bank", stateViews: [view] });
    const event = { stream: "ab", type: "ab" };
    database.transact([{ ...event, id: "a", time: new Timestamp(5n) }], [], new Timestamp(8n));
    database.transact([{ ...event, id: "b", stream: "b.c" }], [], new Timestamp(9n));
    const rendered = database.latest().viewState("trail", 3n, []);
    expect(rendered).toMatchObject({
      context: {
        database: "bank",
        name: "trail",
        version: 3n,
        databaseRevision: 2n,
        databaseRevisionTimestamp: new Timestamp(9n),
        contentType: "application/json",
        contentSchema: "https://example.org/schema",
      },
      lastModifiedRevision: 1n,
      lastModifiedTimestamp: new Timestamp(5n),
    });
  });

  it("has no content where its view has nothing to store, and still says what it folded last", () => {
    const view = trailView({ evolve: () => undefined });
    const database = new InMemoryDatabase({ stateViews: [view] });
    database.transact([{ id: "a", stream: "ab", type: "ab" }], [], new Timestamp(1n));
    expect(viewTrail(database.latest())).toMatchObject({
      content: undefined,
      lastModifiedRevision: 1n,
    });
  });

  it("stays as it was when a fold stops", () => {
    let broken = false;
    const trail = trailView();
    const view: LocalStateView = {
      ...trail,
      evolve: (stored, events) => {
        if (broken) throw new Error("an event breaks its rules");
        return trail.evolve(stored, events);
      },
    };
    const database = new InMemoryDatabase({ stateViews: [view] });
    const add = (id: string) =>
      database.transact([{ id, stream: "ab", type: "ab" }], [], new Timestamp(1n));
    add("a");
    viewTrail(database.latest());
    add("b");
    broken = true;
    expect(() => viewTrail(database.latest())).toThrow("an event breaks its rules");
    broken = false;
    expect(trailOf(viewTrail(database.latest()))).toEqual(["a", "b"]);
  });

  it.each([
    ["trail", 2n],
    ["other", 1n],
  ])("is not found under the name %s in version %s, if there is none", (name, version) => {
    const database = new InMemoryDatabase({ stateViews: [trailView()] }).latest();
    expect(() => database.viewState(name, version, [])).toThrow(
      databaseError("not-found", `there is no state view ${name} in version ${String(version)}`),
    );
  });
});

function upTo(revision: bigint, transactions: readonly Transaction[]): readonly ModelEvent[] {
  return modelEvents(transactions).filter((event) => event.revision <= revision);
}
