import {
  EventSelector,
  isParameter,
  type AppendCondition,
  type EventAttribute,
  type Parameter,
  type SelectorNode,
} from "../../domain/index.js";
import type { WitAppendCondition, WitEventAttribute, WitSelector, WitSelectorNode } from "./wit.js";

export function attributeToWit(attribute: EventAttribute): WitEventAttribute {
  return attribute.kind === "subject"
    ? { tag: "subject", val: attribute.value ?? undefined }
    : { tag: attribute.kind, val: attribute.value };
}

export function attributeFromWit(attribute: WitEventAttribute): EventAttribute {
  return attribute.tag === "subject"
    ? { kind: "subject", value: attribute.val ?? null }
    : { kind: attribute.tag, value: attribute.val };
}

/** @throws RangeError when a parameter is unbound. */
export function selectorToWit(selector: EventSelector): WitSelector {
  const { binding } = selector;
  if (binding === undefined) return { nodes: nodesToWit(selector) };
  const { template } = binding;
  const prepared = preparedTemplates.get(template);
  if (prepared !== undefined) return { nodes: binding.nodes.map(nodeToWit), template: prepared };
  const nodes = sharedNodes(template).slice();
  let at = 0;
  for (const place of template.openPlaces()) {
    const node = binding.nodes[at++];
    if (node !== undefined) nodes[place] = nodeToWit(node);
  }
  // All open places are filled.
  return { nodes: nodes as WitSelectorNode[] };
}

/** All nodes of a selector, however it came about. @throws RangeError when a parameter is unbound. */
export const nodesToWit = (selector: EventSelector): WitSelectorNode[] =>
  selector.flatten().map(nodeToWit);

const shared = new WeakMap<EventSelector, readonly (WitSelectorNode | undefined)[]>();

/** What the selectors that are bound from one have in common, made once; its open places are empty. */
function sharedNodes(template: EventSelector): readonly (WitSelectorNode | undefined)[] {
  let known = shared.get(template);
  if (known === undefined) {
    const open = template.openPlaces();
    known = template
      .flatten()
      .map((node, place) => (open.includes(place) ? undefined : nodeToWit(node)));
    shared.set(template, known);
  }
  return known;
}

/**
 * Does at once what is otherwise done when a selector that is bound from this one is first converted.
 * @param make - the engine's own way to keep the nodes, if it has one.
 */
export function prepareSelector(
  template: EventSelector,
  make?: (nodes: readonly unknown[]) => object,
): void {
  const nodes = sharedNodes(template.prepare());
  if (make !== undefined) preparedTemplates.set(template, make(nodes));
}

const preparedTemplates = new WeakMap<EventSelector, object>();

/** @throws RangeError when the nodes are no selector. */
export function selectorFromWit({ nodes }: WitSelector): EventSelector {
  return EventSelector.unflatten(nodes.map(nodeFromWit));
}

function nodeToWit(node: SelectorNode): WitSelectorNode {
  switch (node.op) {
    case "equals": {
      const { kind, value } = node.attribute;
      const val = bound(value);
      return {
        tag: "equals",
        val: (val === null
          ? { tag: kind, val: undefined }
          : { tag: kind, val }) as WitEventAttribute,
      };
    }
    case "starts-with": {
      const { kind, value } = node.prefix;
      return { tag: "starts-with", val: { tag: kind, val: bound(value) } };
    }
    case "and":
    case "or":
      return { tag: node.op, val: [node.left, node.right] };
  }
}

function bound<V extends string | null>(value: V | Parameter): V {
  if (isParameter(value))
    throw new RangeError(`parameter ${value.parameter} of the selector is not bound`);
  return value;
}

function nodeFromWit(node: WitSelectorNode): SelectorNode {
  switch (node.tag) {
    case "equals":
      return { op: "equals", attribute: attributeFromWit(node.val) };
    case "starts-with":
      return { op: "starts-with", prefix: { kind: node.val.tag, value: node.val.val } };
    case "and":
    case "or":
      return { op: node.tag, left: node.val[0], right: node.val[1] };
  }
}

export function conditionToWit(condition: AppendCondition): WitAppendCondition {
  const selector = selectorToWit(condition.selector);
  return condition.kind === "range"
    ? { tag: "range", val: { selector, min: condition.min, max: condition.max } }
    : { tag: condition.kind, val: { selector, revision: condition.revision } };
}

export function conditionFromWit(condition: WitAppendCondition): AppendCondition {
  const selector = selectorFromWit(condition.val.selector);
  return condition.tag === "range"
    ? { kind: "range", selector, min: condition.val.min, max: condition.val.max }
    : { kind: condition.tag, selector, revision: condition.val.revision };
}
