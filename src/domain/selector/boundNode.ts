import { describe } from "../describe.js";
import { identifierProblem, nameProblem } from "../identifier.js";
import type { AttributeKind, EventAttribute } from "./attribute.js";
import type { SelectorNode } from "./node.js";
import { isParameter, type Parameter, type ParameterValues } from "./parameter.js";

/** What is thrown where a parameter would have needed a value. */
export const unbound = (parameter: string): RangeError =>
  new RangeError(
    `parameter ${parameter} of the selector is not bound; give it a value with bind()`,
  );

/** The node with its parameter replaced. */
export function boundNode(node: SelectorNode, values: ParameterValues): SelectorNode {
  if (node.op === "equals" && isParameter(node.attribute.value)) {
    return {
      op: "equals",
      attribute: boundAttribute(node.attribute.kind, node.attribute.value, values),
    };
  }
  if (node.op === "starts-with" && isParameter(node.prefix.value)) {
    const { kind, value } = boundAttribute(node.prefix.kind, node.prefix.value, values);
    if (value === null)
      throw new RangeError(
        `parameter ${node.prefix.value.parameter} stands in a prefix and cannot be null`,
      );
    return { op: "starts-with", prefix: { kind, value } };
  }
  return node;
}

function boundAttribute(
  kind: AttributeKind,
  of: Parameter,
  values: ParameterValues,
): EventAttribute {
  const value = values[of.parameter];
  if (value === null && kind === "subject") return { kind, value };
  if (typeof value !== "string") {
    throw new RangeError(
      `parameter ${of.parameter} (${kind}) must be a string, got ${describe(value)}`,
    );
  }
  const problem = valueProblem(kind, value);
  if (problem !== undefined) throw new RangeError(`parameter ${of.parameter}: ${problem}`);
  return { kind, value };
}

/** What the platform would refuse in a value of an attribute. */
export function valueProblem(kind: AttributeKind, value: string | null): string | undefined {
  if (value === null) return undefined;
  if (kind === "stream") return nameProblem("stream", value);
  return identifierProblem(kind === "subject" ? "subject" : "event type", value);
}
