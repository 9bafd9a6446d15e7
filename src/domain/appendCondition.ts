import { describe } from "./describe.js";
import { parseRevision } from "./revision.js";
import type { EventSelector } from "./selector/eventSelector.js";

/**
 * A condition on the revision of the last event that a selector selects (0 if there is none), which
 * must hold when the transaction is committed. Bounds are inclusive.
 */
export type AppendCondition =
  | { readonly kind: "min"; readonly selector: EventSelector; readonly revision: bigint }
  | { readonly kind: "max"; readonly selector: EventSelector; readonly revision: bigint }
  | {
      readonly kind: "range";
      readonly selector: EventSelector;
      readonly min: bigint;
      readonly max: bigint;
    };

/**
 * Builds {@link AppendCondition}s.
 *
 * @example
 * AppendCondition.unchangedSince(Selector.subject(accountId), db.revision);
 */
export const AppendCondition = {
  /** The last selected event has this revision or a later one. */
  min: (selector: EventSelector, revision: bigint): AppendCondition => ({
    kind: "min",
    selector: valid(selector),
    revision: parseRevision("the revision of a min condition", revision),
  }),

  /** The last selected event has this revision or an earlier one. */
  max: (selector: EventSelector, revision: bigint): AppendCondition => ({
    kind: "max",
    selector: valid(selector),
    revision: parseRevision("the revision of a max condition", revision),
  }),

  /** The last selected event has a revision between the two. */
  range: (selector: EventSelector, min: bigint, max: bigint): AppendCondition => {
    if (
      parseRevision("the minimum of a range", min) > parseRevision("the maximum of a range", max)
    ) {
      throw new RangeError(
        `a range condition from ${String(min)} to ${String(max)} can never hold; the minimum comes first`,
      );
    }
    return { kind: "range", selector: valid(selector), min, max };
  },

  /** Some event is selected. */
  mustExist: (selector: EventSelector): AppendCondition => AppendCondition.min(selector, 1n),

  /** No event is selected. */
  mustNotExist: (selector: EventSelector): AppendCondition => AppendCondition.max(selector, 0n),

  /** No event is selected; the same as {@link AppendCondition.mustNotExist}, in the words of dcb.events. */
  failIfEventsMatch: (selector: EventSelector): AppendCondition =>
    AppendCondition.max(selector, 0n),

  /** Nothing that is selected was appended after the revision. */
  unchangedSince: (selector: EventSelector, revision: bigint): AppendCondition =>
    AppendCondition.max(selector, revision),

  /** The last selected event has exactly this revision. */
  atRevision: (selector: EventSelector, revision: bigint): AppendCondition =>
    AppendCondition.range(selector, revision, revision),
};

/** Whether the condition holds, given the revision of the last event that its selector selects. */
export function conditionHolds(condition: AppendCondition, lastSelected: bigint): boolean {
  switch (condition.kind) {
    case "min":
      return lastSelected >= condition.revision;
    case "max":
      return lastSelected <= condition.revision;
    case "range":
      return lastSelected >= condition.min && lastSelected <= condition.max;
  }
}

function valid(selector: EventSelector): EventSelector {
  selector.assertValid();
  const [open] = selector.parameters().keys();
  if (open !== undefined) {
    throw new RangeError(
      `the selector of a condition must not have parameters, but has ${describe(open)}; give it a value with bind()`,
    );
  }
  return selector;
}
