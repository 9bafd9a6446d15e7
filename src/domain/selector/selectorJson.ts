import { describe } from "../describe.js";
import type { AttributeKind } from "./attribute.js";
import { EventSelector } from "./eventSelector.js";
import type { SelectorNode } from "./node.js";
import { isParameter, parameter, type Parameter } from "./parameter.js";

/** A selector as publishing metadata carries it: the protobuf's JSON shape. */
export type SelectorJson =
  | { readonly equals: LeafJson }
  | { readonly starts_with: LeafJson }
  | { readonly and: BranchJson }
  | { readonly or: BranchJson };

/** The two sides of an `and` or `or`. */
export interface BranchJson {
  /** One side. */
  readonly left: SelectorJson;
  /** The other one. */
  readonly right: SelectorJson;
}

/** `{ "subject": { "parameter": "account_id" } }`, `{ "stream": { "stream": "accounts" } }`, … */
export type LeafJson = Readonly<Record<string, unknown>>;

const FIELDS = { stream: "stream", subject: "subject", "event-type": "event_type" } as const;
const KINDS = Object.keys(FIELDS) as AttributeKind[];

/** The selector as publishing JSON. */
export function selectorToJson(selector: EventSelector): SelectorJson {
  const done: SelectorJson[] = [];
  for (const node of selector.flatten()) done.push(nodeToJson(node, done));
  const root = done.at(-1);
  if (root === undefined) throw new RangeError("a selector must have at least one node");
  return root;
}

function nodeToJson(node: SelectorNode, earlier: readonly SelectorJson[]): SelectorJson {
  switch (node.op) {
    case "equals": {
      const { kind, value } = node.attribute;
      return { equals: leafToJson(kind, value, kind === "subject") };
    }
    case "starts-with":
      return { starts_with: leafToJson(node.prefix.kind, node.prefix.value, false) };
    case "and":
    case "or": {
      const left = earlier[node.left];
      const right = earlier[node.right];
      if (left === undefined || right === undefined)
        throw new RangeError("the selector's nodes are not in post-order");
      return node.op === "and" ? { and: { left, right } } : { or: { left, right } };
    }
  }
}

/** A fixed subject to be equalled is wrapped, because it may be absent. */
function leafToJson(
  kind: AttributeKind,
  value: string | Parameter | null,
  optional: boolean,
): LeafJson {
  const field = FIELDS[kind];
  if (isParameter(value)) return { [field]: { parameter: value.parameter } };
  if (!optional) return { [field]: { [field]: value } };
  return {
    [field]: { [field]: value === null ? { has_value: false } : { has_value: true, value } },
  };
}

/**
 * Reads publishing JSON, also the short forms of a fixed subject (`{"subject": {"subject": "s"}}`,
 * `{"subject": {"subject": null}}`).
 * @throws RangeError that names the place and what was expected there.
 */
export function selectorFromJson(json: unknown): EventSelector {
  const nodes: SelectorNode[] = [];
  // Post-order without recursion: the depth of foreign JSON is not ours to bound.
  const work: ({ visit: unknown; path: string } | { join: "and" | "or" })[] = [
    { visit: json, path: "selector" },
  ];
  const roots: number[] = [];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if ("join" in item) {
      const right = roots.pop() ?? 0;
      const left = roots.pop() ?? 0;
      nodes.push({ op: item.join, left, right });
      roots.push(nodes.length - 1);
      continue;
    }
    const [op, body] = single(item.visit, item.path, ["equals", "starts_with", "and", "or"]);
    if (op === "and" || op === "or") {
      const branch = record(body, `${item.path}.${op}`);
      work.push(
        { join: op },
        { visit: branch["right"], path: `${item.path}.${op}.right` },
        { visit: branch["left"], path: `${item.path}.${op}.left` },
      );
      continue;
    }
    nodes.push(leafFromJson(op === "equals", body, `${item.path}.${op}`));
    roots.push(nodes.length - 1);
  }
  return EventSelector.unflatten(nodes);
}

function leafFromJson(equals: boolean, json: unknown, path: string): SelectorNode {
  const [field, body] = single(json, path, Object.values(FIELDS));
  const kind = KINDS.find((candidate) => FIELDS[candidate] === field) ?? "stream";
  const [form, content] = single(body, `${path}.${field}`, ["parameter", field]);
  const at = `${path}.${field}.${form}`;
  const open = form === "parameter" ? parameter(text(content, at)) : undefined;
  if (!equals) return { op: "starts-with", prefix: { kind, value: open ?? text(content, at) } };
  return kind === "subject"
    ? { op: "equals", attribute: { kind, value: open ?? subjectFromJson(content, at) } }
    : { op: "equals", attribute: { kind, value: open ?? text(content, at) } };
}

/** A fixed subject in its long form or a short one; `null` for none. */
function subjectFromJson(content: unknown, path: string): string | null {
  if (typeof content === "string" || content === null) return content;
  const wrapped = record(content, path);
  const hasValue = wrapped["has_value"];
  if (hasValue === false) return null;
  if (hasValue !== undefined && hasValue !== true)
    throw expected(`${path}.has_value`, "true or false", hasValue);
  return text(wrapped["value"], `${path}.value`);
}

function single(json: unknown, path: string, allowed: readonly string[]): [string, unknown] {
  const entries = Object.entries(record(json, path));
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1 || !allowed.includes(entry[0])) {
    const given = entries.map(([key]) => key).join(", ");
    throw new RangeError(
      `${shortPath(path)}: expected exactly one of ${allowed.join(", ")}, got ${given === "" ? "an empty object" : describe(given)}`,
    );
  }
  return entry;
}

function record(json: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw expected(path, "an object", json);
  return json as Readonly<Record<string, unknown>>;
}

function text(json: unknown, path: string): string {
  if (typeof json !== "string") throw expected(path, "a string", json);
  return json;
}

function expected(path: string, what: string, given: unknown): RangeError {
  return new RangeError(`${shortPath(path)}: expected ${what}, got ${describe(given)}`);
}

const LONGEST_PATH = 200;

/** The path grows with the depth of foreign JSON; its two ends say enough. */
function shortPath(path: string): string {
  if (path.length <= LONGEST_PATH) return path;
  const half = LONGEST_PATH / 2;
  return `${path.slice(0, half)}…${path.slice(-half)}`;
}
