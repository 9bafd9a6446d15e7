import type { RuleMetadata } from "../../classValidator.js";
import { isDefault } from "../rules/ruleCode.js";

/** A rule by its number in `engine/plain/src/plan.rs`, and its arguments. */
export type NativeCheck = readonly [rule: number, first?: number, second?: number];

/** An array or an enum, and the keys of the values in it that a rule allows. */
export type NativeList = readonly [holder: object, keys: readonly (string | number)[]];

/** As many as there can be. */
const MOST = 2 ** 32 - 1;

const count = (value: unknown): number => (value === undefined ? MOST : (value as number));
const elements = (least: number, most: number): NativeCheck[] => [[10, least, most]];

type Checks = (
  constraints: readonly unknown[],
  lists: NativeList[],
) => readonly NativeCheck[] | undefined;

/** Arguments are those that `ruleCode` takes; a rule that only says what kind of value it is has no check. */
const CHECKS: Readonly<Record<string, Checks>> = {
  isString: () => [],
  isBoolean: () => [],
  isArray: () => [],
  isDefined: () => [],
  isLength: ([min, max]) => [[0, count(min), count(max)]],
  minLength: ([min]) => [[0, count(min), MOST]],
  maxLength: ([max]) => [[0, 0, count(max)]],
  isNotEmpty: () => [[1]],
  isUuid: ([version]) => ([undefined, null, "all"].includes(version as "all") ? [[2]] : undefined),
  isEmail: () => [[3]],
  isIso8601: ([options]) => (isDefault(options) ? [[4]] : undefined),
  isDateString: ([options]) => (isDefault(options) ? [[4]] : undefined),
  // With a limit of places only integers are certain.
  isNumber: ([options]) =>
    Reflect.get(Object(options) as object, "maxDecimalPlaces") === undefined ? [] : [[5]],
  isInt: () => [[5]],
  isPositive: () => [[6, 0]],
  isNegative: () => [[7, 0]],
  min: ([least]) => [[8, least as number]],
  max: ([most]) => [[9, most as number]],
  arrayNotEmpty: () => elements(1, MOST),
  arrayMinSize: ([min]) => elements(count(min), MOST),
  arrayMaxSize: ([max]) => elements(0, count(max)),
  isIn: ([values], lists) => oneOf(values as readonly unknown[], lists),
  isEnum: ([entity], lists) => oneOf(entity as object, lists),
};

/** The checks that together are the rule, which has code; `undefined` where only code can tell. */
export function nativeChecks(
  { name = "", constraints }: RuleMetadata,
  lists: NativeList[],
): readonly NativeCheck[] | undefined {
  const given: unknown = constraints;
  return CHECKS[name]?.(Array.isArray(given) ? given : [], lists);
}

function oneOf(holder: object, lists: NativeList[]): NativeCheck[] {
  const keys = Object.keys(holder).filter((key) => key !== "__proto__");
  return [[11, lists.push([holder, keys]) - 1]];
}
