import { describe, nameProblem, selectorFromJson, type World } from "../domain/index.js";
import type { StateChangeMetadata, StateViewMetadata } from "./publishingMetadata.js";

type Json = Readonly<Record<string, unknown>>;

/**
 * The publishing metadata of a state view, as any SDK sends them.
 * @throws RangeError that says which member is missing or wrong, and what was expected.
 */
export function readStateViewMetadata(json: unknown): StateViewMetadata & {
  readonly query_temporality: "revision" | "effective_timestamp";
} {
  const given = object(json, "state view");
  const temporality = given["query_temporality"] ?? "revision";
  if (temporality !== "revision" && temporality !== "effective_timestamp")
    throw expected("query_temporality", '"revision" or "effective_timestamp"', temporality);
  const selector = given["event_selector"];
  if (selector === undefined) throw expected("event_selector", "a selector", selector);
  const problem = selectorFromJson(selector).problems()[0];
  if (problem !== undefined) throw new RangeError(`event_selector: ${problem}`);
  return {
    state_view_name: name(given, "state_view_name", "state view"),
    content_type: text(given, "content_type") ?? "application/json",
    event_selector: selector as StateViewMetadata["event_selector"],
    query_temporality: temporality,
    ...optional(given, "description"),
    ...optional(given, "content_schema"),
    ...optional(given, "source_code_uri"),
  };
}

/** The publishing metadata of a state change. @throws RangeError as {@link readStateViewMetadata}. */
export function readStateChangeMetadata(json: unknown): StateChangeMetadata {
  const given = object(json, "state change");
  return {
    state_change_name: name(given, "state_change_name", "state change"),
    ...optional(given, "description"),
    ...optional(given, "source_code_uri"),
  };
}

/** The name of the definition that publishing metadata are of. */
export function definitionName(world: World, json: unknown): string {
  return world === "state-view"
    ? readStateViewMetadata(json).state_view_name
    : readStateChangeMetadata(json).state_change_name;
}

function object(json: unknown, of: string): Json {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new RangeError(`the metadata of a ${of} must be a JSON object, got ${describe(json)}`);
  return json as Json;
}

function name(json: Json, member: string, kind: "state view" | "state change"): string {
  const value = json[member];
  const problem = nameProblem(kind, value);
  if (problem !== undefined) throw new RangeError(`${member}: ${problem}`);
  return value as string;
}

function text(json: Json, member: string): string | undefined {
  const value = json[member];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw expected(member, "a string", value);
  return value;
}

function optional<K extends string>(json: Json, member: K): Partial<Record<K, string>> {
  const value = text(json, member);
  return value === undefined ? {} : ({ [member]: value } as Partial<Record<K, string>>);
}

const expected = (member: string, what: string, given: unknown): RangeError =>
  new RangeError(`${member}: expected ${what}, got ${describe(given)}`);
