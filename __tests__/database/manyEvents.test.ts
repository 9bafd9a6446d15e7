import { InMemoryDatabase, type LocalStateView } from "../../src/database/index.js";
import { Selector, Timestamp, type EventSelector } from "../../src/domain/index.js";
import { trailView } from "../support/trailView.js";

const NOW = new Timestamp(1n);

/** So many events, each of a subject of its own and every tenth of a type of its own. */
function databaseOf(count: number, stateViews: readonly LocalStateView[] = []): InMemoryDatabase {
  const database = new InMemoryDatabase({ stateViews });
  const events = Array.from({ length: count }, (_none, index) => ({
    id: String(index),
    stream: index % 2 === 0 ? "even" : "odd",
    subject: `${index % 3 === 0 ? "third" : "other"}-${String(index)}`,
    type: index % 10 === 0 ? `tenth.${String(index)}` : "ordinary",
    time: new Timestamp(BigInt(count - index)),
  }));
  database.transact(events, [], NOW);
  return database;
}

describe("a log of many keys", () => {
  const database = databaseOf(6_000);
  const all = database
    .latest()
    .queryEvents({ selector: Selector.anyOf(Selector.stream("even"), Selector.stream("odd")) });

  it.each<[string, EventSelector]>([
    ["a beginning that most subjects have", Selector.subjectStartsWith("other")],
    ["a beginning that few have", Selector.subjectStartsWith("third-59")],
    ["two beginnings", Selector.subjectStartsWith("third").and(Selector.eventTypeStartsWith("te"))],
    [
      "either of two",
      Selector.subjectStartsWith("third").or(Selector.eventTypeStartsWith("tenth")),
    ],
    ["a stream and a beginning", Selector.stream("odd").and(Selector.subjectStartsWith("third"))],
    ["a subject in a stream", Selector.subject("third-9").and(Selector.stream("odd"))],
    ["what there is not", Selector.subjectStartsWith("none").or(Selector.eventType("none"))],
  ])("is read by %s as a filter over all would read it", (_what, selector) => {
    const expected = all.filter((event) => selector.matches(event)).map(({ id }) => id);
    const idsOf = (options: object): readonly string[] =>
      database
        .latest()
        .queryEvents({ selector, ...options })
        .map(({ id }) => id);
    expect(idsOf({})).toEqual(expected);
    expect(idsOf({ direction: "reverse", limit: 3 })).toEqual(expected.toReversed().slice(0, 3));
    // Times go down as revisions go up.
    expect(idsOf({ range: { by: "effective-time" } })).toEqual(expected.toReversed());
  });
});

describe("a fold of very many events", () => {
  it("is done in pieces, and gives the same", () => {
    const pieces: number[] = [];
    const view = trailView({
      selector: Selector.stream("odd").or(Selector.stream("even")),
      evolve: (stored, events) => {
        pieces.push(events.length);
        const before = Number(new TextDecoder().decode(stored.content));
        return new TextEncoder().encode(String(before + events.length));
      },
    });
    const state = databaseOf(25_000, [view]).latest().viewState("trail", 1n, []);
    expect(pieces).toEqual([10_000, 10_000, 5_000]);
    expect(new TextDecoder().decode(state?.content)).toBe("25000");
    expect(state?.lastModifiedRevision).toBe(25_000n);
  });
});

describe("a view's content", () => {
  it("belongs to whoever reads it, and what folds cannot write on what is remembered", () => {
    const trail = trailView();
    const kept: Uint8Array[] = [];
    const view: LocalStateView = {
      ...trail,
      evolve: (stored, events) => {
        const content = trail.evolve(stored, events);
        stored.content?.fill(0);
        if (content !== undefined) kept.push(content);
        return content;
      },
    };
    const database = new InMemoryDatabase({ stateViews: [view] });
    for (const id of ["a", "b"]) {
      database.transact([{ id, stream: "ab", type: "ab" }], [], NOW);
      database.latest().viewState("trail", 1n, [])?.content?.fill(0);
      for (const content of kept) content.fill(0);
    }
    const rendered = (revision: bigint): string =>
      new TextDecoder().decode(
        database.latest().atRevision(revision).viewState("trail", 1n, [])?.content,
      );
    expect(rendered(2n)).toBe('["a","b"]');
    expect(rendered(1n)).toBe('["a"]');
  });
});
