import fc from "fast-check";
import type { EventSelector } from "../../src/domain/index.js";
import { Selector, type Selectable } from "../../src/domain/index.js";

/** A selector as a tree that tests can evaluate by themselves. */
export type Tree =
  | { readonly leaf: LeafName; readonly value: string }
  | { readonly leaf: "noSubject" }
  | { readonly join: "and" | "or"; readonly left: Tree; readonly right: Tree };

type LeafName =
  | "stream"
  | "subject"
  | "eventType"
  | "streamStartsWith"
  | "subjectStartsWith"
  | "eventTypeStartsWith";

/** Few and similar values, so that selectors often match and often just fail to. */
const VALUES = ["ab", "abc", "Ab", "abd", "b.c"];
const value = fc.constantFrom(...VALUES);

export const events: fc.Arbitrary<Selectable> = fc.record(
  { stream: value, type: value, subject: fc.option(value, { nil: undefined }) },
  { requiredKeys: ["stream", "type"] },
);

export const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, depthSize: "large" },
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ leaf: leafNames(), value }) },
      { weight: 1, arbitrary: fc.constant({ leaf: "noSubject" } as const) },
    ),
    fc.record({ join: fc.constantFrom("and", "or"), left: tie("tree"), right: tie("tree") }),
  ),
})).tree;

function leafNames(): fc.Arbitrary<LeafName> {
  return fc.constantFrom(
    "stream",
    "subject",
    "eventType",
    "streamStartsWith",
    "subjectStartsWith",
    "eventTypeStartsWith",
  );
}

export const selectors: fc.Arbitrary<EventSelector> = trees.map(selectorOf);

/** The tree as a selector, by the means that authors have. */
export function selectorOf(tree: Tree): EventSelector {
  if ("join" in tree) return selectorOf(tree.left)[tree.join](selectorOf(tree.right));
  return tree.leaf === "noSubject" ? Selector.noSubject() : Selector[tree.leaf](tree.value);
}

/** Whether the tree selects the event, by the rules as one would read them out. */
export function selects(tree: Tree, { stream, type, subject }: Selectable): boolean {
  if ("join" in tree) {
    const sides = [
      selects(tree.left, { stream, type, subject }),
      selects(tree.right, { stream, type, subject }),
    ];
    return tree.join === "and" ? sides.every(Boolean) : sides.some(Boolean);
  }
  switch (tree.leaf) {
    case "noSubject":
      return subject === undefined;
    case "stream":
      return stream === tree.value;
    case "eventType":
      return type === tree.value;
    case "subject":
      return subject === tree.value;
    case "streamStartsWith":
      return stream.startsWith(tree.value);
    case "eventTypeStartsWith":
      return type.startsWith(tree.value);
    case "subjectStartsWith":
      return subject?.startsWith(tree.value) ?? false;
  }
}

/** How many `and` and `or` lie between the root and the deepest leaf. */
export function depthOf(selector: EventSelector): number {
  const depths: number[] = [];
  for (const node of selector.flatten()) {
    const branches = node.op === "and" || node.op === "or" ? [node.left, node.right] : [];
    depths.push(Math.max(-1, ...branches.map((child) => depths[child] ?? Number.NaN)) + 1);
  }
  return depths.at(-1) ?? Number.NaN;
}
