import type { ProspectiveEvent, Timestamp } from "../domain/index.js";
import { differs, formatComparison, type Row } from "./comparison.js";
import { eventComparison, type ExpectedEvent } from "./eventPattern.js";
import { eventValue } from "./eventValue.js";
import { compareValues } from "./compareValues.js";
import type { Outcome } from "./outcome.js";

/** What is wrong if exactly these events were expected, in this order. */
export function eventsProblem(
  outcome: Outcome,
  expected: readonly ExpectedEvent[],
  receivedAt: Timestamp,
): string | undefined {
  if (!outcome.accepted) return `it was refused, but ${counted(expected.length)} expected`;
  const comparisons = expected.map((event) => eventComparison(event, receivedAt));
  const count = Math.max(comparisons.length, outcome.events.length);
  const rows = Array.from({ length: count }, (_, index) => {
    const compare = comparisons[index] ?? unexpected;
    return numbered(index, compare(outcome.events[index]));
  }).flat();
  if (!rows.some(differs)) return undefined;
  const numbers =
    comparisons.length === outcome.events.length
      ? "its events are not the expected ones"
      : `${counted(comparisons.length)} expected, but it led to ${String(outcome.events.length)}`;
  return `${numbers}; ${formatComparison(rows)}`;
}

/** What is wrong if these events were expected among others. */
export function someEventsProblem(
  outcome: Outcome,
  expected: readonly ExpectedEvent[],
  receivedAt: Timestamp,
): string | undefined {
  if (!outcome.accepted) return `it was refused, but ${counted(expected.length)} expected`;
  const left = [...outcome.events];
  for (const event of expected) {
    const compare = eventComparison(event, receivedAt);
    const candidates = left.map(compare);
    const found = candidates.findIndex((rows) => !rows.some(differs));
    if (found < 0) {
      const closest = [...candidates].sort((a, b) => differences(a) - differences(b))[0];
      const rows = closest ?? compare(undefined);
      return `an expected event is not among its ${String(outcome.events.length)}; of the closest, ${formatComparison(rows)}`;
    }
    left.splice(found, 1);
  }
  return undefined;
}

const counted = (count: number): string =>
  count === 0 ? "no event was" : count === 1 ? "1 event was" : `${String(count)} events were`;

const differences = (rows: readonly Row[]): number => rows.filter(differs).length;

const numbered = (index: number, rows: readonly Row[]): readonly Row[] =>
  rows.map((row) => ({ ...row, path: `event ${String(index + 1)} ${row.path}` }));

/** An event for which no other one stands. */
const unexpected = (actual: ProspectiveEvent | undefined): readonly Row[] =>
  compareValues(undefined, actual && eventValue(actual, false), "exact");
