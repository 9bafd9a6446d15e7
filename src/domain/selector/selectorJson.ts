import { describe } from "../identifier.js";
import type { AttributeKind, AttributePattern } from "./attribute.js";
import { EventSelector } from "./eventSelector.js";
import type { SelectorNode } from "./node.js";
import { isParameter, parameter, type Parameter } from "./parameter.js";

/** A selector as publishing metadata carries it: the protobuf's JSON shape. */
export type SelectorJson =
  | { readonly equals: LeafJson }
  | { readonly starts_with: LeafJson }
  | { readonly and: BranchJson }
  | { readonly or: BranchJson };

export interface BranchJson {
  readonly left: SelectorJson;
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
  const value =
    form === "parameter" ? parameter(text(content, at)) : fixedValue(equals, kind, content, at);
  if (equals) return { op: "equals", attribute: { kind, value } as AttributePattern };
  if (value === null) throw expected(at, "a string", content);
  return { op: "starts-with", prefix: { kind, value } };
}

function fixedValue(
  equals: boolean,
  kind: AttributeKind,
  content: unknown,
  path: string,
): string | null {
  if (!equals || kind !== "subject" || typeof content === "string") return text(content, path);
  if (content === null) return null;
  const wrapped = record(content, path);
  if (wrapped["has_value"] === false) return null;
  return text(wrapped["value"], `${path}.value`);
}

function single(json: unknown, path: string, allowed: readonly string[]): [string, unknown] {
  const entries = Object.entries(record(json, path));
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1 || !allowed.includes(entry[0])) {
    throw expected(
      path,
      `exactly one of ${allowed.join(", ")}`,
      Object.keys(record(json, path)).join(", "),
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
  return new RangeError(`${path}: expected ${what}, got ${describe(given)}`);
}
