import fc from "fast-check";
import { AppendCondition } from "../../src/domain/index.js";
import { selectorOf, trees, type Tree } from "../domain/selectorArbitraries.js";

/** A condition as a test can judge it by itself: the last selected revision lies between the two. */
export interface Bounds {
  readonly tree: Tree;
  readonly kind: "min" | "max" | "range";
  readonly low: bigint;
  readonly high: bigint;
}

/** Conditions with revisions up to the highest. */
export function boundsUpTo(highest: bigint): fc.Arbitrary<Bounds> {
  const bound = fc.bigInt({ min: 0n, max: highest });
  return fc
    .record({ tree: trees, kind: fc.constantFrom("min", "max", "range"), a: bound, b: bound })
    .map(({ tree, kind, a, b }) => ({ tree, kind, low: a < b ? a : b, high: a < b ? b : a }));
}

export function conditionOf({ tree, kind, low, high }: Bounds): AppendCondition {
  const selector = selectorOf(tree);
  switch (kind) {
    case "min":
      return AppendCondition.min(selector, low);
    case "max":
      return AppendCondition.max(selector, high);
    case "range":
      return AppendCondition.range(selector, low, high);
  }
}

/** Whether the condition holds where this is the last selected revision, 0 for none. */
export const isWithin = ({ kind, low, high }: Bounds, last: bigint): boolean =>
  (kind === "max" || last >= low) && (kind === "min" || last <= high);
