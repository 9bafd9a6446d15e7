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

  /** Events of the streams whose name starts with the text. */
  streamStartsWith: (value: string | Parameter): EventSelector =>
    leaf({ op: "starts-with", prefix: { kind: "stream", value } }),

  /**
   * Events whose subject starts with the text; never events without a subject. `"c1"` also selects
   * `"c10"`: end the text where a part of the subject ends, as in `"c1/"`, or use `subject` for one.
   */
  subjectStartsWith: (value: string | Parameter): EventSelector =>
    leaf({ op: "starts-with", prefix: { kind: "subject", value } }),

  /** Events whose type starts with the text. */
  eventTypeStartsWith: (value: string | Parameter): EventSelector =>
    leaf({ op: "starts-with", prefix: { kind: "event-type", value } }),

  /**
   * Events that all of the selectors select.
   * @throws RangeError when there is no selector.
   */
  allOf: (first: EventSelector, ...more: EventSelector[]): EventSelector =>
    joined("and", "allOf", [first, ...more]),

  /**
   * Events that any of the selectors selects.
   * @throws RangeError when there is no selector.
   */
  anyOf: (first: EventSelector, ...more: EventSelector[]): EventSelector =>
    joined("or", "anyOf", [first, ...more]),
};

const leaf = (node: SelectorNode): EventSelector => new EventSelector([node]);

/** A list that is spread into the arguments may be empty, whatever the compiler was told. */
function joined(
  op: "and" | "or",
  caller: string,
  selectors: readonly [EventSelector | undefined, ...EventSelector[]],
): EventSelector {
  const given = selectors.filter((selector) => selector !== undefined);
  if (given.length > 0) return balanced(op, given);
  throw new RangeError(
    `Selector.${caller} needs one or more selectors; the platform has none that selects everything or nothing`,
  );
}

/** Halves the list again and again, so that JSON readers with a depth limit can read many selectors joined. */
function balanced(op: "and" | "or", selectors: readonly EventSelector[]): EventSelector {
  const [only] = selectors;
  if (only !== undefined && selectors.length === 1) return only;
  const middle = Math.ceil(selectors.length / 2);
  return balanced(op, selectors.slice(0, middle))[op](balanced(op, selectors.slice(middle)));
}
