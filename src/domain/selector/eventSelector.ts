import { describe, identifierProblem, nameProblem } from "../identifier.js";
import {
  attributeOf,
  type AttributeKind,
  type AttributePattern,
  type EventAttribute,
  type PrefixPattern,
  type Selectable,
} from "./attribute.js";
import type { SelectorNode } from "./node.js";
import { isParameter, type Parameter } from "./parameter.js";

/** Values for a selector's parameters, by name; `null` asks for events without a subject. */
export type ParameterValues = Readonly<Record<string, string | null>>;

/**
 * Which events are meant: conditions on stream, subject and event type, joined by `and` and `or`.
 * Immutable; made by `Selector`.
 *
 * It is kept as the platform carries it: a list of nodes in post-order (left, right, parent), the
 * root last. So no depth of nesting can exhaust the stack.
 */
export class EventSelector {
  readonly #nodes: readonly SelectorNode[];
  /** What was found when it was asked for first: a selector never changes. */
  #parameters: ReadonlyMap<string, ReadonlySet<AttributeKind>> | undefined;
  #problems: readonly string[] | undefined;
  #open: ReadonlyMap<number, SelectorNode> | undefined;

  /** Use `Selector`, or {@link EventSelector.unflatten} for nodes of unknown origin. */
  constructor(nodes: readonly SelectorNode[]) {
    this.#nodes = nodes;
  }

  /**
   * A selector from nodes in post-order, or in any other in which children precede their parents.
   * @throws RangeError when the list is empty, an index does not point backwards, or a node is used twice or never.
   */
  static unflatten(nodes: readonly SelectorNode[]): EventSelector {
    if (nodes.length === 0) throw new RangeError("a selector must have at least one node");
    const used = new Array<boolean>(nodes.length).fill(false);
    nodes.forEach((node, index) => {
      if (node.op !== "and" && node.op !== "or") return;
      for (const child of [node.left, node.right]) {
        if (!Number.isInteger(child) || child < 0 || child >= index) {
          throw new RangeError(
            `selector node ${String(index)} (${node.op}) points to node ${String(child)}; indices must point backwards`,
          );
        }
        if (used[child] === true) {
          throw new RangeError(`selector node ${String(child)} is used by more than one parent`);
        }
        used[child] = true;
      }
    });
    const orphan = used.slice(0, -1).indexOf(false);
    if (orphan >= 0) {
      throw new RangeError(
        `selector node ${String(orphan)} belongs to no parent; the root must be last`,
      );
    }
    return new EventSelector([...nodes]);
  }

  /** The nodes in post-order, the root last. */
  flatten(): readonly SelectorNode[] {
    return this.#nodes;
  }

  and(other: EventSelector): EventSelector {
    return this.#join("and", other);
  }

  or(other: EventSelector): EventSelector {
    return this.#join("or", other);
  }

  #join(op: "and" | "or", other: EventSelector): EventSelector {
    const left = this.#nodes;
    const right = other.#nodes.map((node) => shifted(node, left.length));
    const root = left.length + right.length;
    return new EventSelector([...left, ...right, { op, left: left.length - 1, right: root - 1 }]);
  }

  /**
   * Whether the event is selected. Exact and case-sensitive; a subject prefix never matches an absent subject.
   * @throws RangeError when a parameter is unbound.
   */
  matches(event: Selectable): boolean {
    const results: boolean[] = [];
    for (const node of this.#nodes) results.push(nodeMatches(node, results, event));
    return results.at(-1) === true;
  }

  /** The parameters with the kinds of attribute that they stand for; more than one kind is a mistake. */
  parameters(): ReadonlyMap<string, ReadonlySet<AttributeKind>> {
    return (this.#parameters ??= this.#findParameters());
  }

  #findParameters(): ReadonlyMap<string, ReadonlySet<AttributeKind>> {
    const found = new Map<string, Set<AttributeKind>>();
    for (const { kind, value } of this.#leaves()) {
      if (!isParameter(value)) continue;
      const kinds = found.get(value.parameter) ?? new Set();
      found.set(value.parameter, kinds.add(kind));
    }
    return found;
  }

  /**
   * The selector with its parameters replaced.
   * @throws RangeError naming parameters that are missing or unknown, or values that break the platform's rules.
   */
  bind(values: ParameterValues): EventSelector {
    this.#checkParameters(values);
    const nodes = [...this.#nodes];
    for (const [index, node] of this.#withParameters()) nodes[index] = boundNode(node, values);
    const bound = new EventSelector(nodes);
    // The values have been checked one by one.
    this.assertValid();
    bound.#problems = [];
    return bound;
  }

  /** The nodes that hold a parameter, by their places; the others are shared by what is bound. */
  #withParameters(): ReadonlyMap<number, SelectorNode> {
    return (this.#open ??= new Map([...this.#nodes.entries()].filter(([, node]) => isOpen(node))));
  }

  #checkParameters(values: ParameterValues): void {
    const declared = this.parameters();
    const given = Object.keys(values);
    if (given.length === declared.size && given.every((name) => declared.has(name))) return;
    const missing = [...declared.keys()].filter((name) => !Object.hasOwn(values, name));
    const unknown = given.filter((name) => !declared.has(name));
    if (missing.length === 0 && unknown.length === 0) return;
    const known = declared.size === 0 ? "it has none" : `it has ${[...declared.keys()].join(", ")}`;
    const says = [
      missing.length > 0 ? `missing: ${missing.join(", ")}` : "",
      unknown.length > 0 ? `unknown: ${unknown.join(", ")}` : "",
    ].filter((part) => part !== "");
    throw new RangeError(`the parameters do not fit the selector (${says.join("; ")}; ${known})`);
  }

  /** Finds at once what is otherwise found when it is asked for first. */
  prepare(): this {
    this.parameters();
    this.problems();
    this.#withParameters();
    return this;
  }

  /** What the platform would refuse in this selector: values that break the rules for identifiers. */
  problems(): readonly string[] {
    return (this.#problems ??= this.#findProblems());
  }

  #findProblems(): readonly string[] {
    return [...this.#leaves()].flatMap(({ kind, value }) => {
      const problem = isParameter(value)
        ? nameProblem("parameter", value.parameter)
        : valueProblem(kind, value);
      return problem === undefined ? [] : [problem];
    });
  }

  /** @throws RangeError with the first of {@link problems}. */
  assertValid(): void {
    const [problem] = this.problems();
    if (problem !== undefined) throw new RangeError(`in a selector: ${problem}`);
  }

  /** Whether both select by the same nodes in the same order. */
  equals(other: EventSelector): boolean {
    const others = other.#nodes;
    return (
      this.#nodes.length === others.length &&
      this.#nodes.every((node, index) => sameNode(node, others[index]))
    );
  }

  *#leaves(): Generator<{ kind: AttributeKind; value: string | Parameter | null }> {
    for (const node of this.#nodes) {
      if (node.op === "equals") yield node.attribute;
      else if (node.op === "starts-with") yield node.prefix;
    }
  }
}

function shifted(node: SelectorNode, by: number): SelectorNode {
  if (node.op !== "and" && node.op !== "or") return node;
  return { op: node.op, left: node.left + by, right: node.right + by };
}

function sameNode(a: SelectorNode, b: SelectorNode | undefined): boolean {
  switch (a.op) {
    case "and":
    case "or":
      return b?.op === a.op && a.left === b.left && a.right === b.right;
    case "equals":
      return b?.op === a.op && samePattern(a.attribute, b.attribute);
    case "starts-with":
      return b?.op === a.op && samePattern(a.prefix, b.prefix);
  }
}

type Pattern = AttributePattern | PrefixPattern;

function samePattern(a: Pattern, b: Pattern): boolean {
  if (a.kind !== b.kind) return false;
  if (isParameter(a.value) && isParameter(b.value)) return a.value.parameter === b.value.parameter;
  return a.value === b.value;
}

function nodeMatches(node: SelectorNode, earlier: readonly boolean[], event: Selectable): boolean {
  switch (node.op) {
    case "and":
      return earlier[node.left] === true && earlier[node.right] === true;
    case "or":
      return earlier[node.left] === true || earlier[node.right] === true;
    case "equals":
      return attributeOf(event, node.attribute.kind) === concrete(node.attribute.value);
    case "starts-with":
      return attributeOf(event, node.prefix.kind)?.startsWith(concrete(node.prefix.value)) === true;
  }
}

function concrete<V extends string | null>(value: V | Parameter): V {
  if (isParameter(value))
    throw new RangeError(
      `parameter ${value.parameter} of the selector is not bound; give it a value with bind()`,
    );
  return value;
}

function isOpen(node: SelectorNode): boolean {
  if (node.op === "equals") return isParameter(node.attribute.value);
  return node.op === "starts-with" && isParameter(node.prefix.value);
}

function boundNode(node: SelectorNode, values: ParameterValues): SelectorNode {
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

function valueProblem(kind: AttributeKind, value: string | null): string | undefined {
  if (value === null) return undefined;
  if (kind === "stream") return nameProblem("stream", value);
  return identifierProblem(kind === "subject" ? "subject" : "event type", value);
}
