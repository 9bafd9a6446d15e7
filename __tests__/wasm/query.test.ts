import fc from "fast-check";
import { Selector, Timestamp, type DatabaseQuery } from "../../src/domain/index.js";
import { queryFromWit, queryToWit, type WitQuery } from "../../src/wasm/wit/index.js";
import { argumentToWit } from "../../src/wasm/wit/query.js";
import { u64, witSelector } from "../support/witValues.js";

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const instant = fc.record({
  seconds: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  nanoseconds: fc.integer({ min: 0, max: 999_999_999 }),
});
const witQuery: fc.Arbitrary<WitQuery> = fc.record({
  selector: witSelector,
  range: optional(
    fc.oneof(
      fc.record({
        tag: fc.constant("revision" as const),
        val: fc.record({ startAt: optional(u64) }),
      }),
      fc.record({
        tag: fc.constant("effective-time" as const),
        val: fc.record({
          startAt: optional(fc.record({ timestamp: instant, revision: u64 })),
          endAt: optional(instant),
        }),
      }),
    ),
  ),
  direction: fc.constantFrom("forward" as const, "reverse" as const),
  limit: optional(fc.oneof(fc.constantFrom(0, 2 ** 31 - 1), fc.nat())),
});

const selector = Selector.stream("accounts");
const visible = (query: DatabaseQuery): unknown => ({
  ...query,
  // Jest cannot compare what a selector holds privately.
  selector: query.selector.flatten(),
});

describe("a query", () => {
  it("survives the way in and back", () => {
    fc.assert(
      fc.property(witQuery, (given) => {
        expect(queryToWit(queryFromWit(given))).toEqual(given);
      }),
    );
  });

  it.each<DatabaseQuery>([
    { selector, direction: "forward" },
    { selector, direction: "reverse", limit: 0 },
    { selector, direction: "forward", limit: 2 ** 31 - 1, range: { by: "revision" } },
    { selector, direction: "forward", range: { by: "revision", startAt: 2n ** 64n - 1n } },
    { selector, direction: "forward", range: { by: "revision", startAt: 0n } },
    {
      selector,
      direction: "reverse",
      range: {
        by: "effective-time",
        startAt: { timestamp: new Timestamp(0n, 0), revision: 0n },
        endAt: new Timestamp(2n ** 63n - 1n, 999_999_999),
      },
    },
  ])("survives the way out and back", (given) => {
    expect(visible(queryFromWit(queryToWit(given)))).toEqual(visible(given));
  });

  it("runs forward over everything unless it says otherwise", () => {
    expect(queryToWit({ selector })).toEqual({
      selector: { nodes: [{ tag: "equals", val: { tag: "stream", val: "accounts" } }] },
      range: undefined,
      direction: "forward",
      limit: undefined,
    });
  });
});

const before1970 = new Timestamp(-1n, 999_999_999);

describe("what the engine would not pass on as it is, is refused", () => {
  it.each([2 ** 31, 2 ** 32 - 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "as the limit %d",
    (limit) => {
      expect(() => queryToWit({ selector, limit })).toThrow(
        `a query's limit must be an integer from 0 to 2147483647, got ${String(limit)}`,
      );
    },
  );

  it("as a limit that is no number", () => {
    expect(() => queryToWit({ selector, limit: "5" as unknown as number })).toThrow(RangeError);
  });

  it.each<[what: string, startAt: unknown, says: RegExp]>([
    ["a number", 5, /^a query's start must be a bigint, got 5$/],
    ["below zero", -1n, /^a query's start must be between 0 and/],
    ["beyond 64 bits", 2n ** 64n, /^a query's start must be between 0 and/],
  ])("as a first revision that is %s", (_what, startAt, says) => {
    const revision = startAt as bigint;
    expect(() => queryToWit({ selector, range: { by: "revision", startAt: revision } })).toThrow(
      says,
    );
    const cursor = { timestamp: new Timestamp(0n), revision };
    expect(() =>
      queryToWit({ selector, range: { by: "effective-time", startAt: cursor } }),
    ).toThrow(says);
  });

  it("as an instant before 1970", () => {
    const startAt = { timestamp: before1970, revision: 0n };
    expect(() => queryToWit({ selector, range: { by: "effective-time", startAt } })).toThrow(
      /^a query's start must not lie before 1970 .*, got 1969-12-31T23:59:59\.999999999Z$/,
    );
    expect(() =>
      queryToWit({ selector, range: { by: "effective-time", endAt: before1970 } }),
    ).toThrow(/^a query's end must not lie before 1970/);
    expect(() => argumentToWit("an effective timestamp", before1970)).toThrow(
      /^an effective timestamp must not lie before 1970/,
    );
  });

  it("but the epoch itself is passed on", () => {
    expect(argumentToWit("an instant", new Timestamp(0n))).toEqual({ seconds: 0n, nanoseconds: 0 });
  });
});
