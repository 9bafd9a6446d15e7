import { create } from "@bufbuild/protobuf";
import {
  EventSelector,
  isParameter,
  type EventAttribute,
  type Parameter,
  type SelectorNode,
} from "../domain/index.js";
import { attributeFromProto, attributeToProto } from "./attribute.js";
import {
  EventSelectorSchema,
  type EventSelector as ProtoSelector,
  type EventSelector_StartsWith,
} from "./gen/domain_pb.js";

/** @throws RangeError when a parameter is unbound. */
export function selectorToProto(selector: EventSelector): ProtoSelector {
  const made: ProtoSelector[] = [];
  for (const node of selector.flatten())
    made.push(create(EventSelectorSchema, { selector: caseOf(node, made) }));
  const root = made.at(-1);
  if (root === undefined) throw new RangeError("a selector must have at least one node");
  return root;
}

function caseOf(node: SelectorNode, made: readonly ProtoSelector[]): ProtoSelector["selector"] {
  switch (node.op) {
    case "equals": {
      const { kind, value } = node.attribute;
      return {
        case: "equals",
        value: attributeToProto({ kind, value: bound(value) } as EventAttribute),
      };
    }
    case "starts-with":
      return {
        case: "startsWith",
        value: prefixToProto(node.prefix.kind, bound(node.prefix.value)),
      };
    case "and":
      return {
        case: "and",
        value: {
          $typeName: "com.evidentsource.EventSelector.LogicalAnd",
          ...sidesOf(node, made),
        },
      };
    case "or":
      return {
        case: "or",
        value: {
          $typeName: "com.evidentsource.EventSelector.LogicalOr",
          ...sidesOf(node, made),
        },
      };
  }
}

function sidesOf(
  { left, right }: { readonly left: number; readonly right: number },
  made: readonly ProtoSelector[],
): { left?: ProtoSelector; right?: ProtoSelector } {
  const [first, second] = [made[left], made[right]];
  return { ...(first && { left: first }), ...(second && { right: second }) };
}

function prefixToProto(kind: EventAttribute["kind"], value: string): EventSelector_StartsWith {
  return {
    $typeName: "com.evidentsource.EventSelector.StartsWith",
    attribute: { case: kind === "event-type" ? "eventType" : kind, value },
  };
}

function bound<V extends string | null>(value: V | Parameter): V {
  if (isParameter(value))
    throw new RangeError(`parameter ${value.parameter} of the selector is not bound`);
  return value;
}

/**
 * The selector of a message, whatever its depth.
 * @throws RangeError when a part of it is missing, or holds a value that breaks the platform's rules.
 */
export function selectorFromProto(message: ProtoSelector | undefined): EventSelector {
  const nodes: SelectorNode[] = [];
  // Parents are visited before their children, right ones first, and the whole is turned round: post-order.
  const visited: (SelectorNode | "and" | "or")[] = [];
  const open: (ProtoSelector | undefined)[] = [message];
  while (open.length > 0) {
    const { selector } = required(open.pop());
    switch (selector.case) {
      case "and":
      case "or":
        visited.push(selector.case);
        open.push(selector.value.left, selector.value.right);
        break;
      case "equals":
        visited.push({ op: "equals", attribute: attributeFromProto(selector.value) });
        break;
      case "startsWith":
        visited.push({ op: "starts-with", prefix: prefixFromProto(selector.value) });
        break;
      case undefined:
        throw new RangeError("a selector must be one of equals, starts_with, and, or");
    }
  }
  const roots: number[] = [];
  for (const node of visited.reverse()) {
    if (node === "and" || node === "or") {
      const right = roots.pop();
      const left = roots.pop();
      if (left === undefined || right === undefined) throw new RangeError("a selector is cut off");
      nodes.push({ op: node, left, right });
    } else nodes.push(node);
    roots.push(nodes.length - 1);
  }
  const selector = EventSelector.unflatten(nodes);
  selector.assertValid();
  return selector;
}

function required(message: ProtoSelector | undefined): ProtoSelector {
  if (message === undefined)
    throw new RangeError("a selector is missing, or one side of an and or an or of it");
  return message;
}

function prefixFromProto({ attribute }: EventSelector_StartsWith): {
  kind: EventAttribute["kind"];
  value: string;
} {
  if (attribute.case === undefined)
    throw new RangeError("starts_with must have a stream, a subject or an event type");
  const kind = attribute.case === "eventType" ? "event-type" : attribute.case;
  return { kind, value: attribute.value };
}
