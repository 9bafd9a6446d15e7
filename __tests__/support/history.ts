import fc from "fast-check";
import { InMemoryDatabase, type InMemoryDatabaseOptions } from "../../src/database/index.js";
import { Selector, Timestamp, type ProspectiveEvent } from "../../src/domain/index.js";

/** One transaction of a random history. */
export interface Transaction {
  readonly events: readonly ProspectiveEvent[];
  readonly recordedAt: Timestamp;
}

/** Few and similar values, the same as in random selectors, so that many events are selected. */
const VALUES = ["ab", "abc", "Ab", "abd", "b.c"];
const value = fc.constantFrom(...VALUES);

/** Selects every event of a random history. */
export const EVERYTHING = Selector.anyOf(
  Selector.streamStartsWith("ab"),
  Selector.stream("Ab"),
  Selector.stream("b.c"),
);

/** Few instants around the times of recording, so that effective times often tie and often go back. */
export const instant: fc.Arbitrary<Timestamp> = fc
  .tuple(fc.bigInt({ min: -2n, max: 6n }), fc.constantFrom(0, 1, 999_999_999))
  .map(([seconds, nanoseconds]) => new Timestamp(seconds, nanoseconds));

const optionalValue = fc.option(value, { nil: undefined });
const optionalTime = fc.option(instant, { nil: undefined });

const eventWithoutId = fc.record({
  stream: value,
  type: value,
  subject: optionalValue,
  time: optionalTime,
});

/** Events with ids of their own; `prefix` keeps those of two lists apart. */
export function prospectiveEvents(
  prefix: string,
  constraints: fc.ArrayConstraints = { maxLength: 6 },
): fc.Arbitrary<readonly ProspectiveEvent[]> {
  return fc
    .array(eventWithoutId, constraints)
    .map((events) =>
      events.map((event, index) => ({ ...event, id: `${prefix}-${String(index + 1)}` })),
    );
}

/** Transactions whose times of recording never go back. */
export const history: fc.Arbitrary<readonly Transaction[]> = fc
  .array(fc.tuple(fc.array(eventWithoutId, { minLength: 1, maxLength: 4 }), fc.boolean()), {
    maxLength: 8,
  })
  .map((transactions) => {
    let id = 0;
    let second = 0n;
    return transactions.map(([events, later]) => {
      if (later) second += 1n;
      return {
        events: events.map((event) => ({ ...event, id: `event-${String((id += 1))}` })),
        recordedAt: new Timestamp(second),
      };
    });
  });

/** A database with a history. */
export function databaseWith(
  transactions: readonly Transaction[],
  options?: InMemoryDatabaseOptions,
): InMemoryDatabase {
  const database = new InMemoryDatabase(options);
  for (const { events, recordedAt } of transactions) database.transact(events, [], recordedAt);
  return database;
}
