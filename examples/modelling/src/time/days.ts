import { Timestamp } from "evidentsource-functions";

const SECONDS_A_DAY = 86_400n;

/** The instant so many times 24 hours later; earlier, for a negative number. */
export const plusDays = (from: Timestamp, days: bigint): Timestamp =>
  new Timestamp(from.seconds + days * SECONDS_A_DAY, from.nanoseconds);

/** How many times 24 hours have begun since an instant: 0 until then, 1 a nanosecond later. */
export function daysBegun(since: Timestamp, now: Timestamp): bigint {
  if (now.compare(since) <= 0) return 0n;
  const seconds = now.seconds - since.seconds;
  const whole = seconds / SECONDS_A_DAY;
  const rest = seconds % SECONDS_A_DAY;
  return rest > 0n || now.nanoseconds > since.nanoseconds ? whole + 1n : whole;
}

/** The first instant of the month that follows, in UTC. */
export function nextMonth(now: Timestamp): Timestamp {
  const date = now.toDate();
  return Timestamp.fromDate(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)));
}
