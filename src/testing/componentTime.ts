import { putInForce, replacement, type Replacement } from "./replacement.js";

/** The parts of a date and time that `Date` gives and takes in local time. */
const PARTS = ["Date", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"];

const prototype = Date.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;

/** RFC 3339 without an offset, which ECMAScript reads as local time (ECMA-262 §21.4.1.32). */
const WITHOUT_OFFSET = /^(?:\d{4}|[+-]\d{6})-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
const OFFSET = /(?:\b(?:Z|GMT|UTC|[ECMP][SD]T)|\d[Zz]|[+-]\d{2}:?\d{2})\s*(?:\(.*\))?$/;

let depth = 0;

/**
 * Runs code, the libraries' too, in the time zone of components, which is UTC wherever they run: local
 * time means the same on the author's machine, in a build far away and inside the database.
 */
export function inComponentTime<T>(code: () => T): T {
  if (depth > 0) return code();
  const takeBack = putInForce([...METHODS, replacement(globalThis, "Date", utcDate(Date))]);
  depth += 1;
  try {
    return code();
  } finally {
    takeBack();
    depth -= 1;
  }
}

const METHODS: readonly Replacement[] = [
  replacement(Date, "parse", parse),
  replacement(Date.prototype, "getDay", prototype["getUTCDay"]),
  replacement(Date.prototype, "getTimezoneOffset", function (this: Date) {
    return this.getTime() * 0;
  }),
  replacement(Date.prototype, "getYear", function (this: Date) {
    return this.getUTCFullYear() - 1900;
  }),
  replacement(Date.prototype, "toDateString", function (this: Date) {
    const [weekday = "", day, month, year] = this.toUTCString().split(" ");
    return year === undefined
      ? this.toUTCString()
      : `${weekday.slice(0, 3)} ${month ?? ""} ${day ?? ""} ${year}`;
  }),
  ...PARTS.flatMap((part) => [
    replacement(Date.prototype, `get${part}`, prototype[`getUTC${part}`]),
    replacement(Date.prototype, `set${part}`, prototype[`setUTC${part}`]),
  ]),
];

/**
 * `new Date(2026, 0, 31)` and texts without an offset in UTC; all else as before. Made for each use, for a
 * runner may have put a clock of its own in place of `Date`.
 */
function utcDate(original: DateConstructor): DateConstructor {
  return new Proxy(original, {
    construct: (target, args: readonly unknown[], newTarget) => {
      const [first] = args;
      const inUtc =
        args.length > 1
          ? [Date.UTC(...(args as [number, number]))]
          : typeof first === "string"
            ? [parse(first)]
            : args;
      return Reflect.construct(target, inUtc, newTarget) as object;
    },
  });
}

const nativeParse = Date.parse.bind(Date);

function parse(given: unknown): number {
  const text = String(given);
  if (WITHOUT_OFFSET.test(text)) return nativeParse(`${text}Z`);
  const local = nativeParse(text);
  // What only says a day is UTC already, if it is ISO 8601; other texts are read as engines please.
  if (Number.isNaN(local) || /^[+-]?\d+(?:-\d{2}){0,2}$/.test(text) || OFFSET.test(text))
    return local;
  const asUtc = nativeParse(`${text} UTC`);
  return Number.isNaN(asUtc) ? local : asUtc;
}
