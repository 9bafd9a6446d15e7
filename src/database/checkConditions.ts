import {
  conditionHolds,
  describeSelector,
  type AppendCondition,
  type EventSelector,
} from "../domain/index.js";
import { DatabaseError } from "./databaseError.js";
import type { EventReader, EventStore, RevisionRange } from "./ports/index.js";

/** What is asked of a log to judge a condition: its last selected revision within the range. */
interface LastQuestion {
  readonly selector: EventSelector;
  readonly range?: RevisionRange | undefined;
}

/**
 * Checks append conditions against what stands before their transaction.
 * @throws DatabaseError `condition-violated` that says what was expected and what is there.
 */
export function checkConditions(
  conditions: readonly AppendCondition[],
  last: EventReader["last"],
): void {
  const course = questionsOf(conditions);
  let step = course.next();
  while (step.done !== true) step = course.next(last(step.value.selector, step.value.range));
}

/** As {@link checkConditions}, for a log that can only be waited for. */
export async function checkConditionsLater(
  conditions: readonly AppendCondition[],
  last: EventStore["last"],
): Promise<void> {
  const course = questionsOf(conditions);
  let step = course.next();
  while (step.done !== true) step = course.next(await last(step.value.selector, step.value.range));
}

/** One course for both, so that they cannot judge differently. */
function* questionsOf(
  conditions: readonly AppendCondition[],
): Generator<LastQuestion, void, bigint> {
  for (const condition of conditions) {
    if (conditionHolds(condition, yield decisive(condition))) continue;
    throw violated(condition, yield { selector: condition.selector });
  }
}

/**
 * The last selected revision as far as the condition can tell it from others: what lies below a
 * bound need not be searched, and of what is expected to stand still only what came after.
 */
function decisive(condition: AppendCondition): LastQuestion {
  const { selector } = condition;
  switch (condition.kind) {
    case "min":
      return { selector, range: { after: before(condition.revision) } };
    case "max":
      return { selector, range: { after: condition.revision } };
    case "range":
      return { selector, range: { after: before(condition.min) } };
  }
}

const before = (revision: bigint): bigint => (revision === 0n ? 0n : revision - 1n);

/** More of a selector is not shown. */
const SHOWN = 200;

/** What is thrown for a condition that does not hold. Many clients show their users nothing but this. */
function violated(condition: AppendCondition, last: bigint): DatabaseError {
  const found =
    last === 0n ? "no event is selected" : `the last selected event has revision ${String(last)}`;
  return new DatabaseError(
    "condition-violated",
    `an append condition does not hold: for ${selected(condition)}, ${describeBounds(condition)}, but ${found}`,
  );
}

function selected({ selector }: AppendCondition): string {
  const text = describeSelector(selector);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function describeBounds(condition: AppendCondition): string {
  switch (condition.kind) {
    case "min":
      return `revision ${String(condition.revision)} or later was expected`;
    case "max":
      return condition.revision === 0n
        ? "no selected event was expected"
        : `revision ${String(condition.revision)} or earlier was expected`;
    case "range":
      return `a revision from ${String(condition.min)} to ${String(condition.max)} was expected`;
  }
}
