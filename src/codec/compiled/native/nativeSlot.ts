import type { RuleMetadata } from "../../classValidator.js";
import { codecOfTransform } from "../../value/propertyCodec.js";
import type { Mode, PropertyPlan } from "../plan/plan.js";
import { ruleCode } from "../rules/knownRule.js";
import type { Guard } from "../rules/ruleCode.js";
import { Constants } from "../source/constants.js";
import { nativeChecks, type NativeCheck, type NativeList } from "./nativeCheck.js";

/** Kinds of values by their numbers in `engine/plain/src/plan.rs`. */
const KINDS = { any: 0, string: 1, number: 2, boolean: 3, array: 4, object: 5 } as const;
type Kind = keyof typeof KINDS;

/** What an engine reads in the place of a property. */
export interface NativeSlot {
  /** Whether it must be there, and what may stand there, as the engine reads it. */
  readonly numbers: readonly number[];
  /** Rules that are asked once the instance is there. */
  readonly rest: readonly RuleMetadata[];
  /** Whether the instance has another value than JSON. */
  readonly converted: boolean;
}

/**
 * @param nested - the number of the plan of the class that the property holds.
 * @returns `undefined` where an engine would know too little of the property to read it.
 */
export function nativeSlot(
  plan: PropertyPlan,
  mode: Mode,
  nested: number | undefined,
  lists: NativeList[],
): NativeSlot | undefined {
  const { conversion, container, optional, toClass } = plan;
  const isChecked = mode !== "unchecked";
  const rules = isChecked ? plan.rules : [];
  const validated = isChecked && plan.nested;
  const hasCode = (rule: RuleMetadata): boolean =>
    rule.validateIf === undefined && ruleCode(rule, new Constants()) !== undefined;
  if (
    plan.excluded.toClass ||
    plan.initially === "function" ||
    (isChecked && plan.conditions.length > 0) ||
    !rules.every(hasCode)
  )
    return undefined;

  const slot = (
    kind: Kind,
    { checks, asked, rest }: Level,
    nullable: boolean,
    of: readonly number[] = [],
    converted = false,
  ): NativeSlot => {
    // A value of its own would have to be looked at where JSON has none.
    const must = plan.initially === "value" || (asked && !optional);
    return { numbers: [Number(must), ...written(kind, nullable, checks, of)], rest, converted };
  };
  const unasked: Level = { kind: "any", checks: [], asked: false, rest: rules };

  if (conversion.kind === "scalar" || toClass.length > 0) {
    const isOurs = toClass.every(({ transformFn }) => codecOfTransform(transformFn) !== undefined);
    return isOurs && !validated && conversion.kind !== "class" && container !== "map"
      ? slot("any", unasked, true, [], true)
      : undefined;
  }
  if (conversion.kind === "class") {
    if (nested === undefined || container === "set" || container === "map") return undefined;
    const nullable = optional || !validated;
    if (container === "none") return slot("object", unasked, nullable, [nested]);
    const level = levelOf(
      rules.filter(({ each }) => !each),
      lists,
      "array",
    );
    const rest = [...(level?.rest ?? []), ...rules.filter(({ each }) => each)];
    return (
      level &&
      slot("array", { ...level, rest }, nullable && (optional || !level.asked), [
        ...written("object", !validated, [], [nested]),
      ])
    );
  }
  if (container !== "array" || validated) return undefined;
  const [ofElements, ofWhole] = [true, false].map((isEach) =>
    rules.filter(({ each }) => each === isEach),
  ) as [RuleMetadata[], RuleMetadata[]];
  const isList = ofElements.length > 0;
  const whole = levelOf(ofWhole, lists, isList ? "array" : undefined);
  const element = levelOf(ofElements, lists, undefined);
  if (whole === undefined || element === undefined || element.kind === "array") return undefined;
  const nullable = optional || !(whole.asked || isList);
  if (whole.kind !== "array") return slot(whole.kind, whole, nullable);
  return slot(
    "array",
    { ...whole, asked: true, rest: [...whole.rest, ...element.rest] },
    nullable,
    written(element.kind, !element.asked, element.checks, []),
  );
}

const written = (
  kind: Kind,
  nullable: boolean,
  checks: readonly NativeCheck[],
  of: readonly number[],
): readonly number[] => [
  KINDS[kind],
  Number(nullable),
  checks.length,
  ...checks.flatMap(([rule, first = 0, second = 0]) => [rule, first, second]),
  ...of,
];

/** What is known of a value, or of each element of an array. */
interface Level {
  readonly kind: Kind;
  readonly checks: readonly NativeCheck[];
  /** Whether the engine asks a rule, none of which takes null or undefined. */
  readonly asked: boolean;
  readonly rest: readonly RuleMetadata[];
}

function levelOf(
  rules: readonly RuleMetadata[],
  lists: NativeList[],
  given: Guard | undefined,
): Level | undefined {
  const guards = new Set(
    rules.flatMap((rule) => ruleCode(rule, new Constants())?.guard ?? []).concat(given ?? []),
  );
  const [guard] = guards;
  if (guards.size > 1 || guard === "bigint") return undefined;
  const checks: NativeCheck[] = [];
  const rest = rules.filter((rule) => {
    const isOfArray = ruleCode(rule, new Constants())?.guard === "array";
    const known = guard === "array" && !isOfArray ? undefined : nativeChecks(rule, lists);
    checks.push(...(known ?? []));
    return known === undefined;
  });
  return { kind: guard ?? "any", checks, asked: rest.length < rules.length, rest };
}
