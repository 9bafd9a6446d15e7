import {
  isParameter,
  type AttributeKind,
  type EventSelector,
  type SelectorNode,
} from "../../domain/index.js";
import type { EventIndex } from "./eventIndex.js";
import type { Posting } from "./posting.js";

/** By which postings events are looked for. */
export interface Plan {
  readonly postings: readonly Posting[];
  /** Whether every event of them is selected; otherwise each is still to be looked at. */
  readonly exact: boolean;
}

/** A plan with how many events it looks at. */
interface Sized extends Plan {
  readonly postings: Posting[];
  readonly size: number;
}

/** The beginning of a value. Its postings are found when it is known how many are worth it. */
interface Prefix {
  readonly kind: AttributeKind;
  readonly prefix: string;
}

/** So many values with one beginning are so common that events with them are found by looking through all. */
const MOST_VALUES = 1_024;

/** The fewest events that must be looked at to find all that the selector selects. */
export function planOf(selector: EventSelector, index: EventIndex): Plan {
  const plans: (Sized | Prefix)[] = [];
  for (const node of selector.flatten()) plans.push(planOfNode(node, plans, index));
  const root = plans.at(-1);
  return root === undefined ? { postings: [], exact: true } : sized(root, index);
}

function planOfNode(
  node: SelectorNode,
  earlier: readonly (Sized | Prefix)[],
  index: EventIndex,
): Sized | Prefix {
  switch (node.op) {
    case "equals": {
      const { kind, value } = node.attribute;
      const posting = isParameter(value) ? undefined : index.of(kind, value);
      return planOfPostings(posting === undefined ? [] : [posting]);
    }
    case "starts-with": {
      const { kind, value } = node.prefix;
      return isParameter(value) ? planOfPostings([]) : { kind, prefix: value };
    }
    case "or":
      return either(sized(earlier[node.left], index), sized(earlier[node.right], index));
    case "and":
      return both(earlier[node.left], earlier[node.right], index);
  }
}

/** Every event of either; a node has one parent, so the longer list can take the shorter one in. */
function either(a: Sized, b: Sized): Sized {
  const [longer, shorter] = a.postings.length < b.postings.length ? [b, a] : [a, b];
  longer.postings.push(...shorter.postings);
  return { postings: longer.postings, size: a.size + b.size, exact: a.exact && b.exact };
}

/** The events of the smaller one, of which some are selected. */
function both(
  a: Sized | Prefix | undefined,
  b: Sized | Prefix | undefined,
  index: EventIndex,
): Sized {
  const [first, second] = isPrefix(a) ? [b, a] : [a, b];
  const one = sized(first, index);
  const other = sized(second, index, one.size);
  return { ...(other.size < one.size ? other : one), exact: false };
}

/** @param most a plan that looks at more events is not wanted */
function sized(
  plan: Sized | Prefix | undefined,
  index: EventIndex,
  most = Number.POSITIVE_INFINITY,
): Sized {
  if (plan === undefined) return planOfPostings([]);
  if (!isPrefix(plan)) return plan;
  const postings: Posting[] = [];
  let size = 0;
  for (const posting of index.startingWith(plan.kind, plan.prefix)) {
    postings.push(posting);
    size += posting.size;
    if (size > most || postings.length > MOST_VALUES) {
      return { postings: [index.all], size: index.all.size, exact: false };
    }
  }
  return { postings, size, exact: true };
}

const isPrefix = (plan: Sized | Prefix | undefined): plan is Prefix =>
  plan !== undefined && "prefix" in plan;

const planOfPostings = (postings: Posting[]): Sized => ({
  postings,
  size: postings.reduce((sum, posting) => sum + posting.size, 0),
  exact: true,
});
