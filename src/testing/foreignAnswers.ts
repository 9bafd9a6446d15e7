import { compareTexts } from "./compareTexts.js";
import { clonesAreForeign, ownRealmClone } from "./ownRealmClone.js";
import { replacement, type Replacement } from "./replacement.js";

/** What code is part of, which decides what it may use instead. */
export type WatchedCode = "view" | "decision";

/** Why something is stopped, and what to use instead. */
type Reason = readonly [why: string, instead: string];

const ELSEWHERE = "gives another answer at another time or place";
const WORDED = "is worded by each engine in its own way";

/** How the clock is replaced. */
export const CLOCK: Readonly<Record<WatchedCode, Reason>> = {
  view: [ELSEWHERE, "use the event's own time: effectiveTime(event) or recordedTime(event)"],
  decision: [ELSEWHERE, "use metadata.commandReceivedAt"],
};
/** A decision may draw, as components may: its events are stored, and nobody decides them again. */
const RANDOMNESS: Readonly<Record<WatchedCode, Reason | undefined>> = {
  view: [ELSEWHERE, "use what the event carries, for example event.id"],
  decision: undefined,
};
const OUTSIDE: Readonly<Record<WatchedCode, Reason>> = {
  view: [ELSEWHERE, "a view sees its events and its own state, and nothing else"],
  decision: [ELSEWHERE, "read through the database, or let the command carry what is needed"],
};
const DATE_TEXT: Reason = [WORDED, "use toISOString(), toUTCString() or toDateString()"];
const LOCAL_TEXT: Reason = [WORDED, "format text where it is shown, or write the format by hand"];

const always = (reason: Reason): Readonly<Record<WatchedCode, Reason>> => ({
  view: reason,
  decision: reason,
});

/** What is stopped: where it hangs, how it is called, and why. */
export const STOPPED: readonly (readonly [
  owner: object,
  member: string,
  what: string,
  reason: Readonly<Record<WatchedCode, Reason | undefined>>,
])[] = [
  [Date, "now", "Date.now()", CLOCK],
  [performance, "now", "performance.now()", CLOCK],
  [Math, "random", "Math.random()", RANDOMNESS],
  [crypto, "randomUUID", "crypto.randomUUID()", RANDOMNESS],
  [crypto, "getRandomValues", "crypto.getRandomValues()", RANDOMNESS],
  ...["fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"].map(
    (name) => [globalThis, name, `${name}()`, OUTSIDE] as const,
  ),
  ...["toString", "toTimeString"].map(
    (name) => [Date.prototype, name, `${name}() of a Date`, always(DATE_TEXT)] as const,
  ),
  ...["toLocaleString", "toLocaleDateString", "toLocaleTimeString"].map(
    (name) => [Date.prototype, name, `${name}() of a Date`, always(LOCAL_TEXT)] as const,
  ),
  [Number.prototype, "toLocaleString", "toLocaleString() of a number", always(LOCAL_TEXT)],
  [BigInt.prototype, "toLocaleString", "toLocaleString() of a bigint", always(LOCAL_TEXT)],
];

/** What answers as it does in components, which know no locales and have one realm. */
export const LIKE_COMPONENTS: readonly Replacement[] = [
  replacement(String.prototype, "localeCompare", function (this: string, given: unknown) {
    return compareTexts(String.prototype.valueOf.call(this), String(given));
  }),
  replacement(String.prototype, "toLocaleLowerCase", function (this: string) {
    return this.toLowerCase();
  }),
  replacement(String.prototype, "toLocaleUpperCase", function (this: string) {
    return this.toUpperCase();
  }),
  ...(clonesAreForeign() ? [replacement(globalThis, "structuredClone", ownRealmClone)] : []),
];

/** What no component has: code that asks for it first goes the same way as there. */
export const LACKING: readonly Replacement[] = ["Intl", "process", "Buffer"].map((name) =>
  replacement(globalThis, name, undefined),
);
