import { nameProblem } from "../identifier.js";
import {
  attributeOf,
  type AttributeKind,
  type AttributePattern,
  type PrefixPattern,
  type Selectable,
} from "./attribute.js";
import { boundNode, unbound, valueProblem } from "./boundNode.js";
import type { SelectorNode } from "./node.js";
import { isParameter, type Parameter, type ParameterValues } from "./parameter.js";

/** What is found out about a selector when it is asked for first: a selector never changes. */
interface Facts {
  readonly parameters: ReadonlyMap<string, ReadonlySet<AttributeKind>>;
  readonly problems: readonly string[];
  /** The places of the nodes that hold a parameter. */
  readonly open: readonly number[];
  /** The nodes that stand there. */
  readonly openNodes: readonly SelectorNode[];
}

/** The values are checked when a selector is bound, one by one. */
const BOUND: Facts = { parameters: new Map(), problems: [], open: [], openNodes: [] };

/** How a selector came about that was bound from another one. */
export interface SelectorBinding {
  readonly template: EventSelector;
  /** The nodes that stand in the template's open places, in their order; it has all others. */
  readonly nodes: readonly SelectorNode[];
}

/**
 * Which events are meant: conditions on stream, subject and event type, joined by `and` and `or`.
 * Immutable; made by `Selector`.
 *
 * It is kept as the platform carries it: a list of nodes in post-order (left, right, parent), the
 * root last. So no depth of nesting can exhaust the stack.
 */
export class EventSelector {
  /** Of a bound selector, made when they are asked for. */
  #nodes: readonly SelectorNode[] | undefined;
  readonly #binding: SelectorBinding | undefined;
  #facts: Facts | undefined;

  /**
   * Use `Selector`, or {@link EventSelector.unflatten} for nodes of unknown origin.
   * @internal
   * @param binding for {@link EventSelector.bind} alone, instead of the nodes
   */
  constructor(nodes: readonly SelectorNode[] | undefined, binding?: SelectorBinding) {
    this.#nodes = nodes;
    this.#binding = binding;
    this.#facts = binding && BOUND;
  }

  /**
   * A selector from nodes in post-order, or in any other in which children precede their parents.
   * @throws RangeError when the list is empty, an index does not point backwards, or a node is used twice or never.
   * @internal
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

  /**
   * The nodes in post-order, the root last.
   * @internal
   */
  flatten(): readonly SelectorNode[] {
    return (this.#nodes ??= this.#binding === undefined ? [] : nodesOf(this.#binding));
  }

  /** Events that both select. */
  and(other: EventSelector): EventSelector {
    return this.#join("and", other);
  }

  /** Events that at least one of them selects. */
  or(other: EventSelector): EventSelector {
    return this.#join("or", other);
  }

  #join(op: "and" | "or", other: EventSelector): EventSelector {
    const left = this.flatten();
    const right = other.flatten().map((node) => shifted(node, left.length));
    const root = left.length + right.length;
    return new EventSelector([...left, ...right, { op, left: left.length - 1, right: root - 1 }]);
  }

  /**
   * Whether the event is selected. Exact and case-sensitive; a subject prefix never matches an absent subject.
   * @throws RangeError when a parameter is unbound.
   */
  matches(event: Selectable): boolean {
    const results: boolean[] = [];
    for (const node of this.flatten()) results.push(nodeMatches(node, results, event));
    return results.at(-1) === true;
  }

  /** The parameters with the kinds of attribute that they stand for; more than one kind is a mistake. */
  parameters(): ReadonlyMap<string, ReadonlySet<AttributeKind>> {
    return this.#known().parameters;
  }

  /**
   * The selector with its parameters replaced.
   * @throws RangeError naming parameters that are missing or unknown, or values that break the platform's rules.
   */
  bind(values: ParameterValues): EventSelector {
    const { parameters, problems, openNodes } = this.#known();
    if (!fit(values, parameters)) this.#refuseParameters(values);
    const nodes: SelectorNode[] = [];
    for (const node of openNodes) nodes.push(boundNode(node, values));
    if (problems.length > 0) this.assertValid();
    return new EventSelector(undefined, { template: this, nodes });
  }

  /**
   * `undefined`: the selector was not bound from another one.
   * @internal
   */
  get binding(): SelectorBinding | undefined {
    return this.#binding;
  }

  /**
   * The places of the nodes that hold a parameter, in their order.
   * @internal
   */
  openPlaces(): readonly number[] {
    return this.#known().open;
  }

  #refuseParameters(values: ParameterValues): never {
    const declared = this.parameters();
    const given = Object.keys(values);
    const missing = [...declared.keys()].filter((name) => !Object.hasOwn(values, name));
    const unknown = given.filter((name) => !declared.has(name));
    const known = declared.size === 0 ? "it has none" : `it has ${[...declared.keys()].join(", ")}`;
    const says = [
      missing.length > 0 ? `missing: ${missing.join(", ")}` : "",
      unknown.length > 0 ? `unknown: ${unknown.join(", ")}` : "",
    ].filter((part) => part !== "");
    throw new RangeError(`the parameters do not fit the selector (${says.join("; ")}; ${known})`);
  }

  /**
   * Finds at once what is otherwise found when it is asked for first.
   * @internal
   */
  prepare(): this {
    this.#known();
    return this;
  }

  #known(): Facts {
    return (this.#facts ??= factsOf(this.flatten()));
  }

  /** What the platform would refuse in this selector: values that break the rules for identifiers. */
  problems(): readonly string[] {
    return this.#known().problems;
  }

  /** @throws RangeError with the first of {@link problems}. */
  assertValid(): void {
    const [problem] = this.problems();
    if (problem !== undefined) throw new RangeError(`in a selector: ${problem}`);
  }

  /**
   * @throws RangeError when a parameter is unbound.
   * @internal
   */
  assertBound(): void {
    const [name] = this.parameters().keys();
    if (name !== undefined) throw unbound(name);
  }

  /** Whether both select by the same nodes in the same order. */
  equals(other: EventSelector): boolean {
    const nodes = this.flatten();
    const others = other.flatten();
    return (
      nodes.length === others.length && nodes.every((node, index) => sameNode(node, others[index]))
    );
  }
}

function factsOf(nodes: readonly SelectorNode[]): Facts {
  const parameters = new Map<string, Set<AttributeKind>>();
  const problems: string[] = [];
  const open: number[] = [];
  const openNodes: SelectorNode[] = [];
  nodes.forEach((node, place) => {
    if (node.op === "and" || node.op === "or") return;
    const { kind, value } = node.op === "equals" ? node.attribute : node.prefix;
    if (isParameter(value)) {
      const kinds = parameters.get(value.parameter) ?? new Set();
      parameters.set(value.parameter, kinds.add(kind));
      open.push(place);
      openNodes.push(node);
    }
    const problem = isParameter(value)
      ? nameProblem("parameter", value.parameter)
      : valueProblem(kind, value);
    if (problem !== undefined) problems.push(problem);
  });
  return { parameters, problems, open, openNodes };
}

/** Whether there is a value for each parameter, and no other. */
function fit(values: ParameterValues, parameters: Facts["parameters"]): boolean {
  const given = Object.keys(values);
  if (given.length !== parameters.size) return false;
  for (const name of given) if (!parameters.has(name)) return false;
  return true;
}

function nodesOf({ template, nodes }: SelectorBinding): readonly SelectorNode[] {
  const all = [...template.flatten()];
  template.openPlaces().forEach((place, at) => {
    const node = nodes[at];
    if (node !== undefined) all[place] = node;
  });
  return all;
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
  if (isParameter(value)) throw unbound(value.parameter);
  return value;
}
