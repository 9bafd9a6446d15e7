import type { ProspectiveEvent, Timestamp } from "../domain/index.js";
import { compared, differs, formatComparison, type Row } from "./comparison.js";
import {
  eventFacts,
  expectedFacts,
  type ExpectedEvent,
  type ExpectedFacts,
} from "./eventPattern.js";
import type { Outcome } from "./outcome.js";

/** What is wrong if exactly these events were expected, in this order. */
export function eventsProblem(
  outcome: Outcome,
  expected: readonly ExpectedEvent[],
  receivedAt: Timestamp,
): string | undefined {
  if (!outcome.accepted) return `it was refused, but ${counted(expected.length)} expected`;
  const facts = expected.map((event) => expectedFacts(event, receivedAt));
  const count = Math.max(facts.length, outcome.events.length);
  const rows = Array.from({ length: count }, (_, index) =>
    numbered(index, rowsOf(facts[index], outcome.events[index])),
  ).flat();
  if (!rows.some(differs)) return undefined;
  const numbers =
    facts.length === outcome.events.length
      ? "its events are not the expected ones"
      : `${counted(facts.length)} expected, but it led to ${String(outcome.events.length)}`;
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
    const facts = expectedFacts(event, receivedAt);
    const candidates = left.map((actual) => rowsOf(facts, actual));
    const found = candidates.findIndex((rows) => !rows.some(differs));
    if (found < 0) {
      const closest = [...candidates].sort((a, b) => differences(a) - differences(b))[0];
      const rows = closest ?? rowsOf(facts, undefined);
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

function rowsOf(
  expected: ExpectedFacts | undefined,
  actual: ProspectiveEvent | undefined,
): readonly Row[] {
  return compared(
    expected?.facts ?? [],
    actual === undefined ? [] : eventFacts(actual, expected?.id ?? false),
    expected?.strictness ?? "exact",
  );
}
