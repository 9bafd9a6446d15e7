import {
  AppendCondition,
  messageOf,
  selectorFromJson,
  selectorToJson,
} from "../../domain/index.js";
import { integer64, onlyMembersOf } from "./members.js";

/** `{"max": {"selector": …, "revision": "0"}}`: the shape that the protobuf message has in JSON. */
export function conditionToJson(condition: AppendCondition): unknown {
  const selector = selectorToJson(condition.selector);
  switch (condition.kind) {
    case "min":
    case "max":
      return { [condition.kind]: { selector, revision: condition.revision } };
    case "range":
      return { range: { selector, min: condition.min, max: condition.max } };
  }
}

/** @throws RangeError that says what is missing or wrong. */
export function conditionFromJson(text: string, where: string): AppendCondition {
  const members = onlyMembersOf(text, where, ["min", "max", "range"]);
  const [entry, second] = members;
  if (entry === undefined || second !== undefined)
    throw new RangeError(`${where} must have exactly one of min, max, range`);
  const [kind, { text: inner }] = entry;
  const at = `${where}.${kind}`;
  const bounds = kind === "range" ? ["min", "max"] : ["revision"];
  const body = onlyMembersOf(inner, at, ["selector", ...bounds]);
  const selector = selectorMember(body.get("selector")?.value, `${at}.selector`);
  const bound = (name: string): bigint => integer64(body.get(name)?.value, `${at}.${name}`);
  if (kind === "range") return AppendCondition.range(selector, bound("min"), bound("max"));
  return kind === "min"
    ? AppendCondition.min(selector, bound("revision"))
    : AppendCondition.max(selector, bound("revision"));
}

/** A selector in the JSON of publishing metadata. @throws RangeError that says what is wrong. */
export function selectorMember(value: unknown, where: string): ReturnType<typeof selectorFromJson> {
  if (value === undefined) throw new RangeError(`${where} is missing`);
  try {
    const selector = selectorFromJson(value);
    const [problem] = selector.problems();
    if (problem !== undefined) throw new RangeError(problem);
    return selector;
  } catch (error) {
    throw new RangeError(`${where}: ${messageOf(error)}`, { cause: error });
  }
}
