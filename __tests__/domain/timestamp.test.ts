import fc from "fast-check";
import { Timestamp, type TimestampLike } from "../../src/domain/index.js";

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;
const YEAR_0 = BigInt(Date.parse("0000-01-01T00:00:00Z") / 1000);
const YEAR_10000 = BigInt(Date.parse("+010000-01-01T00:00:00Z") / 1000);

const nanoseconds = fc.oneof(
  fc.integer({ min: 0, max: 999_999_999 }),
  fc.integer({ min: 0, max: 999 }).map((millis) => millis * 1_000_000),
);
const timestampsBetween = (min: bigint, max: bigint) =>
  fc.tuple(fc.bigInt({ min, max }), nanoseconds).map(([s, n]) => new Timestamp(s, n));
const anyTimestamp = fc.oneof(
  timestampsBetween(MIN, MAX),
  timestampsBetween(YEAR_0, YEAR_10000 - 1n),
  timestampsBetween(-2n, 2n),
);

describe("a timestamp", () => {
  test("holds every second of 64 bits", () => {
    expect(new Timestamp(MIN).seconds).toBe(MIN);
    expect(new Timestamp(MAX, 999_999_999).seconds).toBe(MAX);
    expect(new Timestamp(1n).nanoseconds).toBe(0);
  });

  test.each([
    [MIN - 1n, 0, `timestamp seconds ${String(MIN - 1n)} do not fit 64 bits`],
    [MAX + 1n, 0, `timestamp seconds ${String(MAX + 1n)} do not fit 64 bits`],
    [0n, -1, "timestamp nanoseconds must be an integer from 0 to 999999999, got -1"],
    [0n, 1e9, "timestamp nanoseconds must be an integer from 0 to 999999999, got 1000000000"],
    [0n, 0.5, "timestamp nanoseconds must be an integer from 0 to 999999999, got 0.5"],
    [0n, Number.NaN, "timestamp nanoseconds must be an integer from 0 to 999999999, got NaN"],
    [5 as unknown as bigint, 0, "timestamp seconds must be a bigint, got 5"],
  ])("is not made of %p seconds and %p nanoseconds", (seconds, nanos, complaint) => {
    expect(() => new Timestamp(seconds, nanos)).toThrow(new RangeError(complaint));
  });
});

describe("reading RFC 3339", () => {
  test.each([
    ["1970-01-01T00:00:00Z", 0n, 0],
    ["1970-01-01t00:00:00z", 0n, 0],
    ["1970-01-01T00:00:00.1Z", 0n, 100_000_000],
    ["1970-01-01T00:00:00.000000001Z", 0n, 1],
    ["1970-01-01T00:00:00.999999999Z", 0n, 999_999_999],
    ["1969-12-31T23:59:59.5Z", -1n, 500_000_000],
    ["1970-01-01T01:30:00+01:30", 0n, 0],
    ["1969-12-31T18:30:00.25-05:30", 0n, 250_000_000],
    ["1970-01-01T00:00:00-00:00", 0n, 0],
    ["1970-01-01T23:59:00+23:59", 0n, 0],
    ["2024-02-29T00:00:00Z", 1_709_164_800n, 0],
    ["2000-02-29T12:00:00Z", 951_825_600n, 0],
    ["0000-01-01T00:00:00Z", YEAR_0, 0],
    ["9999-12-31T23:59:59.999999999Z", YEAR_10000 - 1n, 999_999_999],
    ["9999-12-31T23:59:59-00:01", YEAR_10000 + 59n, 0],
  ])("understands %s", (text, seconds, nanos) => {
    expect(Timestamp.parse(text)).toEqual(new Timestamp(seconds, nanos));
  });

  test.each([
    "",
    "now",
    "2026-01-31",
    "2026-01-31T12:00:00",
    "2026-01-31 12:00:00Z",
    "2026-01-31T12:00Z",
    "2026-1-31T12:00:00Z",
    "2026-02-30T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-01-31T24:00:00Z",
    "2026-01-31T25:00:00Z",
    "2026-01-31T12:60:00Z",
    "2016-12-31T23:59:60Z",
    "2026-01-31T12:00:00.Z",
    "2026-01-31T12:00:00.1234567890Z",
    "2026-01-31T12:00:00,5Z",
    "2026-01-31T12:00:00+0100",
    "2026-01-31T12:00:00+24:00",
    "2026-01-31T12:00:00+99:99",
    "2026-01-31T12:00:00-01:60",
    "+002026-01-31T12:00:00Z",
    " 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00Z\n",
    "@",
    "@1.",
    "@1.0000000000",
    "@1Z",
  ])("refuses %j", (text) => {
    expect(() => Timestamp.parse(text)).toThrow(
      new RangeError(
        `${JSON.stringify(text)} is not an RFC 3339 instant like 2026-01-31T12:00:00Z`,
      ),
    );
  });

  test("agrees with Date wherever both can read", () => {
    const offsets = fc
      .tuple(fc.constantFrom("+", "-"), fc.nat({ max: 23 }), fc.nat({ max: 59 }))
      .map(([sign, hours, minutes]) => `${sign}${two(hours)}:${two(minutes)}`);
    const within = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9998-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(within, offsets, (date, offset) => {
        const text = `${date.toISOString().slice(0, -1)}${offset}`;
        expect(Timestamp.parse(text).toDate()).toEqual(new Date(text));
      }),
    );
  });
});

describe("writing", () => {
  test.each([
    [new Timestamp(0n), "1970-01-01T00:00:00Z"],
    [new Timestamp(0n, 1), "1970-01-01T00:00:00.000000001Z"],
    [new Timestamp(0n, 120_000_000), "1970-01-01T00:00:00.12Z"],
    [new Timestamp(-1n, 999_999_999), "1969-12-31T23:59:59.999999999Z"],
    [new Timestamp(YEAR_0), "0000-01-01T00:00:00Z"],
    [new Timestamp(YEAR_0 - 1n), `@${String(YEAR_0 - 1n)}`],
    [new Timestamp(YEAR_10000 - 1n), "9999-12-31T23:59:59Z"],
    [new Timestamp(YEAR_10000, 500_000_000), "@253402300800.5"],
    [new Timestamp(MIN), "@-9223372036854775808"],
  ])("writes %j", (timestamp, text) => {
    expect(timestamp.toString()).toBe(text);
    expect(JSON.stringify({ at: timestamp })).toBe(JSON.stringify({ at: text }));
  });

  test("loses nothing: what is written is read again as the same instant", () => {
    fc.assert(
      fc.property(anyTimestamp, (timestamp) => {
        expect(Timestamp.parse(String(timestamp))).toEqual(timestamp);
      }),
    );
  });
});

describe("as a Date", () => {
  test("keeps the millisecond and drops what is finer", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.nat({ max: 999_999 }), (date, finer) => {
        const whole = Timestamp.fromDate(date);
        expect(whole.toDate()).toEqual(date);
        const fine = new Timestamp(whole.seconds, whole.nanoseconds + finer);
        expect(fine.toDate()).toEqual(date);
      }),
    );
  });

  test("reaches as far as Date does", () => {
    expect(new Timestamp(8_640_000_000_000n, 999_999).toDate().getTime()).toBe(8.64e15);
    expect(new Timestamp(-8_640_000_000_000n).toDate().getTime()).toBe(-8.64e15);
  });

  test.each([
    new Timestamp(8_640_000_000_000n, 1_000_000),
    new Timestamp(8_640_000_000_001n),
    new Timestamp(-8_640_000_000_001n, 999_000_000),
    new Timestamp(MAX),
    new Timestamp(MIN),
  ])("is refused, and never an invalid Date, for %s", (timestamp) => {
    expect(() => timestamp.toDate()).toThrow(RangeError);
    expect(() => timestamp.toDate()).toThrow(`${String(timestamp)} is out of the range of Date`);
  });

  test("refuses a Date that is none", () => {
    expect(() => Timestamp.fromDate(new Date(Number.NaN))).toThrow(
      new RangeError("the Date is invalid"),
    );
  });
});

describe("a value that stands for an instant", () => {
  const instant = new Timestamp(1n, 500_000_000);

  test.each<[string, TimestampLike]>([
    ["a Timestamp", instant],
    ["a Date", new Date(1500)],
    ["RFC 3339 text", "1970-01-01T00:00:01.5Z"],
  ])("may be %s", (_, value) => {
    expect(Timestamp.from(value)).toEqual(instant);
  });

  test.each([[5, "5"] as const, [null, "null"] as const, [undefined, "undefined"] as const])(
    "must not be %p",
    (value, given) => {
      expect(() => Timestamp.from(value as unknown as TimestampLike)).toThrow(
        new TypeError(`an instant must be a Timestamp, a Date or RFC 3339 text, got ${given}`),
      );
    },
  );
});

describe("comparing", () => {
  /** Nanoseconds since the epoch: the order that is meant. */
  const total = ({ seconds, nanoseconds: nanos }: Timestamp) =>
    seconds * 1_000_000_000n + BigInt(nanos);
  const sign = (value: number | bigint) => (value > 0 ? 1 : value < 0 ? -1 : 0);

  test("orders instants as their nanoseconds since the epoch", () => {
    fc.assert(
      fc.property(anyTimestamp, anyTimestamp, (a, b) => {
        expect(sign(a.compare(b))).toBe(sign(total(a) - total(b)));
        expect(a.equals(b)).toBe(total(a) === total(b));
      }),
    );
  });

  test("tells apart instants of one second, and finds equal ones equal", () => {
    fc.assert(
      fc.property(anyTimestamp, nanoseconds, (a, nanos) => {
        const b = new Timestamp(a.seconds, nanos);
        expect(sign(a.compare(b))).toBe(sign(a.nanoseconds - nanos));
        expect(sign(b.compare(a))).toBe(sign(nanos - a.nanoseconds));
        expect(a.equals(new Timestamp(a.seconds, a.nanoseconds))).toBe(true);
      }),
    );
  });
});

function two(value: number): string {
  return String(value).padStart(2, "0");
}

test("instants are not ordered by their texts", () => {
  const [whole, half] = [
    Timestamp.parse("2026-01-01T00:00:00Z"),
    Timestamp.parse("2026-01-01T00:00:00.5Z"),
  ];
  expect(half.compare(whole)).toBeGreaterThan(0);
  expect(() => half < whole).toThrow(
    "2026-01-01T00:00:00.5Z is no number: order instants by a.compare(b) < 0",
  );
  expect(() => Number(whole)).toThrow("is no number");
  expect(String(half)).toBe("2026-01-01T00:00:00.5Z");
});
