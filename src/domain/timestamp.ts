import { describe } from "./describe.js";

const NANOS_PER_MILLI = 1_000_000;
const MAX_NANOS = 999_999_999;
const MIN_SECONDS = -(2n ** 63n);
const MAX_SECONDS = 2n ** 63n - 1n;
/** ECMAScript dates end 100,000,000 days on either side of the epoch (ECMA-262 §21.4.1.1). */
const MAX_DATE_MILLIS = 8_640_000_000_000_000;
/** RFC 3339 has the years 0000 to 9999 (§1); these are their first second and the one after their last. */
const FIRST_RFC3339_SECOND = -62_167_219_200n;
const END_OF_RFC3339 = 253_402_300_800n;
/** RFC 3339 §5.6; the hours of an offset end at 23, its minutes at 59. */
const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
/** What `toString` writes for instants in other years. */
const SECONDS = /^@(-?\d{1,19})(?:\.(\d{1,9}))?$/;

/** What is accepted where an instant is expected; strings as {@link Timestamp.parse} reads them. */
export type TimestampLike = Timestamp | Date | string;

/**
 * An instant with nanosecond precision: seconds since 1970-01-01T00:00:00Z, and the nanoseconds that
 * follow them (0 to 999,999,999, also before 1970).
 *
 * @example
 * Timestamp.parse("2026-01-31T12:00:00.000000001Z").toDate(); // the nanosecond is dropped
 */
export class Timestamp {
  /** Whole seconds since 1970-01-01T00:00:00Z; negative before. */
  readonly seconds: bigint;
  /** Nanoseconds after them, 0 to 999,999,999. */
  readonly nanoseconds: number;

  /** @throws RangeError when seconds are no bigint of 64 bits or nanoseconds are out of range. */
  constructor(seconds: bigint, nanoseconds = 0) {
    // A number would compare as different from the same seconds as a bigint.
    if (typeof seconds !== "bigint") {
      throw new RangeError(`timestamp seconds must be a bigint, got ${describe(seconds)}`);
    }
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw new RangeError(`timestamp seconds ${String(seconds)} do not fit 64 bits`);
    }
    if (
      typeof nanoseconds !== "number" ||
      !(nanoseconds >= 0 && nanoseconds <= MAX_NANOS && nanoseconds % 1 === 0)
    ) {
      throw new RangeError(
        `timestamp nanoseconds must be an integer from 0 to ${String(MAX_NANOS)}, got ${String(nanoseconds)}`,
      );
    }
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
  }

  /**
   * A `Timestamp`, `Date` or RFC 3339 text as a `Timestamp`.
   * @throws RangeError for text or a `Date` that is no instant, TypeError for any other value.
   */
  static from(value: TimestampLike): Timestamp {
    if (typeof value === "string") return Timestamp.parse(value);
    if (isDate(value)) return Timestamp.fromDate(value);
    if (value instanceof Timestamp) return value;
    throw new TypeError(
      `an instant must be a Timestamp, a Date or RFC 3339 text, got ${describe(value)}`,
    );
  }

  /** @throws RangeError for an invalid `Date`. */
  static fromDate(date: Date): Timestamp {
    const millis = date.getTime();
    if (Number.isNaN(millis)) throw new RangeError("the Date is invalid");
    const seconds = Math.floor(millis / 1000);
    return new Timestamp(BigInt(seconds), (millis - seconds * 1000) * NANOS_PER_MILLI);
  }

  /**
   * Reads RFC 3339 text with up to nine fractional digits and any offset, and what
   * {@link Timestamp.toString} writes beyond its years. A leap second (`:60`) is no instant here.
   * @throws RangeError when the text is no such instant.
   */
  static parse(text: string): Timestamp {
    const match = RFC3339.exec(text);
    if (match === null) return parseSeconds(text);
    const [, year, month, day, hour, minute, second, fraction = "", sign, offHour, offMinute] =
      match;
    const civil = `${year ?? ""}-${month ?? ""}-${day ?? ""}`;
    const date = new Date(`${civil}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}Z`);
    // Date rolls 02-30 over into March; the text must come back as it was.
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== civil) {
      throw notAnInstant(text);
    }
    const offset = (Number(offHour ?? 0) * 60 + Number(offMinute ?? 0)) * (sign === "-" ? -60 : 60);
    return new Timestamp(BigInt(date.getTime() / 1000 - offset), nanosecondsOf(fraction));
  }

  /**
   * The same instant as a `Date`, cut to milliseconds.
   * @throws RangeError outside the years that a `Date` can hold.
   */
  toDate(): Date {
    const millis = Number(this.seconds) * 1000 + Math.floor(this.nanoseconds / NANOS_PER_MILLI);
    if (Math.abs(millis) > MAX_DATE_MILLIS) {
      throw new RangeError(
        `${String(this)} is out of the range of Date, which ends with the year 275760; use the timestamp's seconds`,
      );
    }
    return new Date(millis);
  }

  /** Negative, zero or positive: before, equal to or after the other instant. */
  compare(other: Timestamp): number {
    if (this.seconds !== other.seconds) return this.seconds < other.seconds ? -1 : 1;
    return this.nanoseconds - other.nanoseconds;
  }

  /** Whether both are the same instant. */
  equals(other: Timestamp): boolean {
    return this.compare(other) === 0;
  }

  /**
   * RFC 3339 in UTC with as many fractional digits as are needed. RFC 3339 has the years 0000 to 9999;
   * beyond them `@` with seconds and nanoseconds, like `@253402300800.5`.
   */
  toString(): string {
    const digits = String(this.nanoseconds).padStart(9, "0").replace(/0+$/, "");
    const fraction = digits === "" ? "" : `.${digits}`;
    if (this.seconds < FIRST_RFC3339_SECOND || this.seconds >= END_OF_RFC3339) {
      return `@${String(this.seconds)}${fraction}`;
    }
    const whole = new Date(Number(this.seconds) * 1000).toISOString();
    return `${whole.slice(0, whole.length - 5)}${fraction}Z`;
  }

  /**
   * As {@link Timestamp.toString}, but for `<`, `>` and arithmetic: they would compare texts, in which
   * half a second after an instant comes before it.
   * @throws TypeError where a number is wanted.
   */
  [Symbol.toPrimitive](hint: string): string {
    if (hint !== "number") return this.toString();
    throw new TypeError(
      `${this.toString()} is no number: order instants by a.compare(b) < 0, and count with their seconds and nanoseconds`,
    );
  }

  /** As {@link Timestamp.toString}. */
  toJSON(): string {
    return this.toString();
  }
}

/** Also one of another realm, as `structuredClone` gives under Jest. */
export const isDate = (value: unknown): value is Date =>
  value instanceof Date || Object.prototype.toString.call(value) === "[object Date]";

function parseSeconds(text: string): Timestamp {
  const [, seconds, fraction = ""] = SECONDS.exec(text) ?? [];
  if (seconds === undefined) throw notAnInstant(text);
  return new Timestamp(BigInt(seconds), nanosecondsOf(fraction));
}

function nanosecondsOf(fraction: string): number {
  return Number(fraction.padEnd(9, "0"));
}

function notAnInstant(text: string): RangeError {
  return new RangeError(`${describe(text)} is not an RFC 3339 instant like 2026-01-31T12:00:00Z`);
}
