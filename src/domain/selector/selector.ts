import type { SelectorNode } from "./node.js";
import type { Parameter } from "./parameter.js";
import { EventSelector } from "./eventSelector.js";

/**
 * Builds {@link EventSelector}s. Every value may be a `parameter(name)`.
 *
 * @example
 * Selector.stream("accounts").and(Selector.subjectStartsWith("eu-"));
 */
export const Selector = {
  /** Events of one stream. */
  stream: (value: string | Parameter): EventSelector =>
    leaf({ op: "equals", attribute: { kind: "stream", value } }),

  /** Events about one subject. */
  subject: (value: string | Parameter): EventSelector =>
    leaf({ op: "equals", attribute: { kind: "subject", value } }),

  /** Events that have no subject. */
  noSubject: (): EventSelector =>
    leaf({ op: "equals", attribute: { kind: "subject", value: null } }),

  /** Events of one type. */
  eventType: (value: string | Parameter): EventSelector =>
    leaf({ op: "equals", attribute: { kind: "event-type", value } }),

  streamStartsWith: (value: string | Parameter): EventSelector =>
    leaf({ op: "starts-with", prefix: { kind: "stream", value } }),

  /** Events whose subject starts with the text; never events without a subject. */
  subjectStartsWith: (value: string | Parameter): EventSelector =>
    leaf({ op: "starts-with", prefix: { kind: "subject", value } }),

  eventTypeStartsWith: (value: string | Parameter): EventSelector =>
    leaf({ op: "starts-with", prefix: { kind: "event-type", value } }),

  /** Events that all of the selectors select. */
  allOf: (first: EventSelector, ...more: EventSelector[]): EventSelector =>
    balanced("and", [first, ...more]),

  /** Events that any of the selectors selects. */
  anyOf: (first: EventSelector, ...more: EventSelector[]): EventSelector =>
    balanced("or", [first, ...more]),
};

const leaf = (node: SelectorNode): EventSelector => new EventSelector([node]);

/** Halves the list again and again, so that JSON readers with a depth limit can read many selectors joined. */
function balanced(op: "and" | "or", selectors: readonly EventSelector[]): EventSelector {
  const [only] = selectors;
  if (only !== undefined && selectors.length === 1) return only;
  const middle = Math.ceil(selectors.length / 2);
  return balanced(op, selectors.slice(0, middle))[op](balanced(op, selectors.slice(middle)));
}
