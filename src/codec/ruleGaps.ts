import type { Class } from "../domain/index.js";
import { isReadByType, type RuleGap } from "../model/payload.js";
import { exclusions, subTypesOf, transformsOf, typeOf } from "./classTransformer.js";
import { rulesOf, type RuleMetadata } from "./classValidator.js";
import { freshInstance, initialType } from "./instanceTypes.js";
import { ruleTakes } from "./ruleTakes.js";

/**
 * Values that the types of a class's properties forbid and its rules let through, as far as they hold other
 * classes: class-validator looks into what is there, and asks for nothing.
 * @param declaredAs - what the source tells of a property.
 */
export function ruleGaps(
  target: Class,
  declaredAs: (property: string) => DeclaredProperty = () => UNTOLD,
): readonly RuleGap[] {
  const rules = rulesOf(target);
  const fresh = freshInstance(target);
  const properties = new Set(rules.map(({ propertyName }) => propertyName));
  return [...properties].flatMap((property) => {
    const own = rules.filter(({ propertyName }) => propertyName === property);
    return gapsOf(target, property, own, fresh, declaredAs(property));
  });
}

const UNTOLD = { isOptional: false, holdsOne: false };

/** How the source declares a property, as far as nothing else tells it. */
export interface DeclaredProperty {
  /** With a question mark. */
  readonly isOptional: boolean;
  /** As one object; of a union the compiler emits `Object`, as of much else. */
  readonly holdsOne: boolean;
}

function gapsOf(
  target: Class,
  property: string,
  own: readonly RuleMetadata[],
  fresh: object,
  { isOptional, holdsOne }: DeclaredProperty,
): RuleGap[] {
  const type = typeOf(target, property);
  if (type === undefined || !hasRules([type, ...subTypesOf(target, property)])) return [];
  // What an author's function makes is the author's to know; what nobody sends needs no check.
  const isMade = transformsOf(target, property).toClass.length > 0;
  if (isMade || exclusions(target).toClass.includes(property)) return [];
  const of = shapeOf(target, property, fresh) ?? (holdsOne ? "one" : undefined);
  const takes = (value: unknown): boolean => own.every((rule) => ruleTakes(rule, value, fresh));
  const one = sampleOf(type);
  const lists = LENGTHS.map((length) => Array.from({ length }, () => sampleOf(type)));
  const passes: RuleGap["passes"][number][] = [];
  if (!own.some((rule) => rule.type === "nestedValidation")) {
    const collections = lists.map((list) => collectionOf(of, list));
    if ([one, ...lists, ...collections].some(takes)) passes.push("unchecked values");
  } else if (of !== undefined) {
    const isThere = Reflect.get(fresh, property) !== undefined;
    if (!isOptional && !isThere && !isConditional(own) && takes(undefined)) passes.push("nothing");
    if ((of === "one" || of === "Map") && [[], ...lists].some(takes)) passes.push("a list");
    if ((of === "Array" || of === "Set") && takes(one)) passes.push("a single value");
  }
  return passes.length === 0 ? [] : [{ property, passes, type: type.name, of: of ?? "one" }];
}

/** Lists of other lengths than these break rules about lengths that are seldom written. */
const LENGTHS = [1, 2, 3, 5, 10];

/** An instance that is not empty, but has nothing that its class asks for. */
const sampleOf = (type: Class): object =>
  Object.create(type.prototype as object, { probe: { value: 1, enumerable: true } }) as object;

const hasRules = (classes: readonly Class[]): boolean =>
  classes.some((type) => !isReadByType(type) && rulesOf(type).length > 0);

/** What the property holds, or `undefined` where the source must tell: unions and the like. */
function shapeOf(target: Class, property: string, fresh: object): RuleGap["of"] | undefined {
  const emitted: unknown = Reflect.getMetadata("design:type", target.prototype as object, property);
  const declared =
    emitted === Object || emitted === undefined ? initialType(fresh, property) : emitted;
  if (declared === Array) return "Array";
  if (declared === Map) return "Map";
  if (declared === Set) return "Set";
  return typeof declared === "function" && declared !== Object ? "one" : undefined;
}

const collectionOf = (of: RuleGap["of"] | undefined, list: readonly object[]): unknown =>
  of === "Map" ? new Map(list.map((one, index) => [String(index), one])) : new Set(list);

/** `@IsOptional` and `@ValidateIf`: absence is what they speak of. */
const isConditional = (own: readonly RuleMetadata[]): boolean =>
  own.some(({ type }) => type === "conditionalValidation");
