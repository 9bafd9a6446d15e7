import fc from "fast-check";
import { InMemoryDatabase } from "../../src/database/index.js";
import { AppendCondition, Timestamp, type ProspectiveEvent } from "../../src/domain/index.js";
import { visibleIds } from "../support/databaseModel.js";
import { databaseWith, EVERYTHING, history, prospectiveEvents } from "../support/history.js";
import { databaseError } from "../support/databaseError.js";
import { law } from "../support/law.js";

const NOW = new Timestamp(100n);

const event = (given: Partial<ProspectiveEvent> = {}): ProspectiveEvent => ({
  id: "a",
  stream: "ab",
  type: "ab",
  ...given,
});

describe("a transaction", () => {
  it("takes the revisions that follow its basis", () => {
    law(
      fc.property(
        history,
        prospectiveEvents("new", { minLength: 1, maxLength: 5 }),
        (transactions, events) => {
          const database = databaseWith(transactions);
          const basis = database.revision;
          const result = database.transact(events, [], NOW);
          expect(result.basis).toBe(basis);
          expect(result.revision).toBe(basis + BigInt(events.length));
          expect(result.events.map(({ revision }) => revision)).toEqual(
            events.map((_event, index) => basis + BigInt(index + 1)),
          );
          expect(database.latest().queryEvents({ selector: EVERYTHING })).toEqual(
            expect.arrayContaining([...result.events]),
          );
        },
      ),
    );
  });

  it("leaves nothing behind when any of its events or conditions is refused", () => {
    const faults: fc.Arbitrary<(events: readonly ProspectiveEvent[], at: number) => unknown[]> =
      fc.constantFrom(
        (events, at) => events.with(at, event({ id: " " })) as unknown[],
        (events, at) => events.with(at, event({ stream: "1" })) as unknown[],
        (events, at) => [...events, events[at]],
        (events, at) => events.with(at, undefined as unknown as ProspectiveEvent) as unknown[],
      );
    law(
      fc.property(
        history,
        prospectiveEvents("new", { minLength: 1, maxLength: 5 }),
        fc.option(faults),
        fc.nat(),
        (transactions, events, fault, seed) => {
          const database = databaseWith(transactions);
          const before = visibleIds(database.latest());
          const given = fault?.(events, seed % events.length) ?? events;
          const violated = fault === null ? [AppendCondition.min(EVERYTHING, 1_000n)] : [];
          const transact = () =>
            database.transact(given as readonly ProspectiveEvent[], violated, NOW);
          expect(transact).toThrow();
          expect(visibleIds(database.latest())).toEqual(before);
          expect(database.revision).toBe(BigInt(before.length));
          // No id of a refused transaction is taken.
          expect(database.transact(events, [], NOW).events).toHaveLength(events.length);
        },
      ),
    );
  });

  it("is refused when it is empty", () => {
    const database = new InMemoryDatabase();
    expect(() => database.transact([], [], NOW)).toThrow(
      databaseError("invalid-argument", "a transaction needs at least one event"),
    );
    expect(database.revision).toBe(0n);
  });

  it("is refused when its stream holds an event with the same id", () => {
    const database = new InMemoryDatabase();
    database.transact([event()], [], NOW);
    const refused = databaseError("duplicate-event", "the stream ab already holds the event a");
    expect(() => database.transact([event({ type: "other" })], [], NOW)).toThrow(refused);
    expect(() => new InMemoryDatabase().transact([event(), event()], [], NOW)).toThrow(refused);
  });

  it("may use the ids of other streams", () => {
    const database = new InMemoryDatabase();
    database.transact([event(), event({ stream: "b.c" })], [], NOW);
    database.transact([event({ stream: "abd" })], [], NOW);
    expect(visibleIds(database.latest())).toEqual(["a", "a", "a"]);
  });

  it.each<[string, Partial<ProspectiveEvent>, string]>([
    ["a blank id", { id: "\u2003" }, "event id must not be blank"],
    ["an id with U+001F", { id: "a\u001fb" }, "must not contain U+001F"],
    ["an id of 256 bytes", { id: "é".repeat(128) }, "has 256 bytes in UTF-8"],
    ["a blank type", { type: "" }, "event type must not be blank"],
    ["a type of 256 bytes", { type: "t".repeat(256) }, "has 256 bytes in UTF-8"],
    ["a blank subject", { subject: " " }, "subject must not be blank"],
    ["a stream of one letter", { stream: "a" }, "stream name"],
    ["a stream that starts with a digit", { stream: "1a" }, "must start with a letter"],
    ["a stream of 129 letters", { stream: "s".repeat(129) }, "must start with a letter"],
    [
      "an extension that the platform sets",
      { extensions: new Map([["sequence", { kind: "string", value: "1" }]]) },
      "extension sequence is an attribute that the platform sets",
    ],
  ])("is refused with %s", (_what, given, message) => {
    const database = new InMemoryDatabase();
    expect(() => database.transact([event(given)], [], NOW)).toThrow(
      databaseError("invalid-event", { containing: message }),
    );
  });

  it.each<[string, Partial<ProspectiveEvent>]>([
    ["an id of 255 bytes", { id: `${"é".repeat(127)}a` }],
    ["a stream of 128 letters", { stream: "s".repeat(128) }],
    ["a subject of any characters but U+001F", { subject: "\u0000 😀/\n" }],
  ])("is accepted with %s", (_what, given) => {
    expect(new InMemoryDatabase().transact([event(given)], [], NOW).revision).toBe(1n);
  });
});

describe("a database", () => {
  it("has a name of the platform's form", () => {
    expect(() => new InMemoryDatabase({ name: "1" })).toThrow("database name");
    expect(new InMemoryDatabase({ name: "bank-1.eu" }).latest().name).toBe("bank-1.eu");
  });

  it("starts at revision 0, without events, at the time of its creation", () => {
    const createdAt = new Timestamp(3n, 4);
    const { revision, revisionTimestamp, effectiveTimestamp, ...latest } = new InMemoryDatabase({
      createdAt,
    }).latest();
    expect({ revision, revisionTimestamp, effectiveTimestamp }).toEqual({
      revision: 0n,
      revisionTimestamp: createdAt,
      effectiveTimestamp: undefined,
    });
    expect(latest.queryEvents({ selector: EVERYTHING })).toEqual([]);
  });
});
