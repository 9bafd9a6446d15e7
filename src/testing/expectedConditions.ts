import {
  AppendCondition,
  describeSelector,
  type Class,
  type EventSelector,
  type ParameterValues,
} from "../domain/index.js";
import { differs, formatComparison, type Row } from "./comparison.js";
import { viewDefinition } from "./definitionOf.js";
import type { Outcome } from "./outcome.js";

const UNCHANGED = Symbol("unchanged");

/** That nothing which the selector selects has been appended since the decision read. */
export interface Unchanged {
  readonly [UNCHANGED]: true;
  /** What must not have been appended to. */
  readonly selector: EventSelector;
}

/** A condition that a specification can expect. */
export type ExpectedCondition = AppendCondition | Unchanged;

/**
 * Expects the condition that is derived from reading a view, or from a query.
 *
 * @example
 * await given(opened)
 *   .when(Withdraw, withdrawal)
 *   .then(event(AccountDebited, withdrawal))
 *   .conditions(unchanged(AccountSummary, { account_id: accountId }));
 */
export function unchanged(view: Class, parameters?: ParameterValues): Unchanged;
export function unchanged(selector: EventSelector): Unchanged;
export function unchanged(
  what: Class | EventSelector,
  parameters: ParameterValues = {},
): Unchanged {
  const selector =
    typeof what === "function" ? viewDefinition(what).selector.bind(parameters) : what;
  return { [UNCHANGED]: true, selector };
}

/** What is wrong if exactly these conditions were expected; `revision` is the one that was read at. */
export function conditionsProblem(
  outcome: Outcome,
  expected: readonly ExpectedCondition[],
  revision: bigint,
): string | undefined {
  if (!outcome.accepted) return "it was refused, so there are no append conditions";
  const wanted = expected.map((condition) =>
    describeCondition(
      UNCHANGED in condition
        ? AppendCondition.unchangedSince(condition.selector, revision)
        : condition,
    ),
  );
  const actual = outcome.conditions.map(describeCondition);
  const unmet = wanted.filter((condition) => !actual.includes(condition));
  const rest = actual.filter((condition) => !wanted.includes(condition));
  const rows = Array.from({ length: Math.max(unmet.length, rest.length) }, (_, index): Row => ({
    path: `condition ${String(index + 1)}`,
    expected: unmet[index],
    actual: rest[index],
    same: false,
  }));
  return rows.some(differs)
    ? `its append conditions are not the expected ones; ${formatComparison(rows)}`
    : undefined;
}

/**
 * `unchanged since revision 2: subject = "a"`. No line begins with "at": runners would take it for a
 * frame of the stack.
 */
export function describeCondition(condition: AppendCondition): string {
  const selector = describeSelector(condition.selector);
  switch (condition.kind) {
    case "min":
      return `last changed in revision ${String(condition.revision)} or later: ${selector}`;
    case "max":
      return condition.revision === 0n
        ? `no event yet: ${selector}`
        : `unchanged since revision ${String(condition.revision)}: ${selector}`;
    case "range":
      return `last changed in revision ${String(condition.min)} to ${String(condition.max)}: ${selector}`;
  }
}
