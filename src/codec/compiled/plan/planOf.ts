import type { Class } from "../../../domain/index.js";
import {
  convertedProperties,
  excludesAll,
  exclusions,
  exposures,
  transformsOf,
} from "../../classTransformer.js";
import { constraintsOf, rulesOf, type RuleMetadata } from "../../classValidator.js";
import { conversionOf, isBuiltIn } from "./conversionOf.js";
import { ClassBeyondCompiler } from "./obstacles.js";
import type { ClassPlan, PropertyPlan } from "./plan.js";

/**
 * Reads all that the decorators say of a class.
 * @throws ClassBeyondCompiler for what has no exact equivalent in compiled code.
 */
export function planOf(target: Class): ClassPlan {
  if (isBuiltIn(target)) throw new ClassBeyondCompiler({ reason: "extends a class of JavaScript" });
  const prototype = target.prototype as object;
  if (prototype.constructor !== target)
    throw new ClassBeyondCompiler({ reason: "has another constructor in its prototype" });
  if (excludesAll(target))
    throw new ClassBeyondCompiler({ reason: "has @Exclude on the class itself" });
  const converted = convertedProperties(target);
  if (converted === undefined)
    throw new ClassBeyondCompiler({
      reason: "cannot be read: this release of class-transformer does not tell its metadata",
    });
  const rules = rulesOf(target);
  const names = wireNamesOf(target);
  const excluded = exclusions(target);
  const fresh = freshInstance(target);
  if (!isPlainInstance(fresh, prototype) || fresh === freshInstance(target))
    throw new ClassBeyondCompiler({
      reason: "has a constructor that returns something, or makes more than plain properties",
    });
  const properties = new Set([
    ...Object.keys(fresh),
    ...[...rules].sort(inheritedFirst(target)).map(({ propertyName }) => propertyName),
    ...names.keys(),
    ...converted,
    ...excluded.toClass,
    ...excluded.toPlain,
  ]);
  const wireNames = new Set([...properties].map((property) => names.get(property) ?? property));
  if (wireNames.size < properties.size)
    throw new ClassBeyondCompiler({ reason: "has two properties with one name in JSON" });
  return {
    target,
    hasRules: rules.length > 0,
    properties: [...properties].map((property) => {
      const wireName = names.get(property) ?? property;
      const outside = {
        toClass: excluded.toClass.includes(property),
        toPlain: excluded.toPlain.includes(property),
      };
      refuseUnusualNames(property, wireName, prototype);
      if (
        (outside.toClass || outside.toPlain) &&
        (names.has(property) || excluded.toClass.includes(wireName) !== outside.toClass)
      )
        throw new ClassBeyondCompiler({ property, reason: "has both @Expose and @Exclude" });
      const own = rules.filter(({ propertyName }) => propertyName === property);
      const transformations = transformationsOf(target, property);
      const checks = checksOf(property, own);
      if (checks.nested && transformations.toClass.length > 0)
        throw new ClassBeyondCompiler({
          property,
          reason: "has both @Transform and @ValidateNested",
        });
      return {
        property,
        wireName,
        exposed: names.has(property),
        ...conversionOf(target, property),
        ...transformations,
        excluded: outside,
        ...checks,
        initially: initially(fresh, property),
      };
    }),
  };
}

function refuseUnusualNames(property: unknown, wireName: string, prototype: object): void {
  if (typeof property !== "string")
    throw new ClassBeyondCompiler({ reason: "has a decorator on a property without a name" });
  if (property in prototype)
    throw new ClassBeyondCompiler({ property, reason: "is a method or an accessor" });
  for (const name of [property, wireName]) {
    if (name in Object.prototype || name === "prototype" || name === "then")
      throw new ClassBeyondCompiler({
        property,
        reason: `has the name ${name} that objects use themselves`,
      });
  }
}

/** Properties with `@Expose`, and their names in JSON. */
function wireNamesOf(target: Class): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { propertyName: property, options = {} } of exposures(target)) {
    if (names.has(property))
      throw new ClassBeyondCompiler({
        property,
        reason: "has @Expose in the class and in one that it extends",
      });
    const { groups, since, until, toClassOnly, toPlainOnly } = options;
    if ([groups, since, until, toClassOnly, toPlainOnly].some((option) => option !== undefined))
      throw new ClassBeyondCompiler({
        property,
        reason: "has @Expose with a group, a version or a direction",
      });
    const { name = property } = options;
    if (typeof name !== "string" || name === "")
      throw new ClassBeyondCompiler({ property, reason: "has @Expose with an empty name" });
    names.set(property, name);
  }
  return names;
}

function transformationsOf(
  target: Class,
  property: string,
): Pick<PropertyPlan, "toClass" | "toPlain"> {
  const found = transformsOf(target, property);
  for (const { options } of [...found.toClass, ...found.toPlain]) {
    if (
      options?.groups !== undefined ||
      options?.since !== undefined ||
      options?.until !== undefined
    )
      throw new ClassBeyondCompiler({
        property,
        reason: "has @Transform with a group or a version",
      });
  }
  return found;
}

type Checks = Pick<PropertyPlan, "optional" | "conditions" | "nested" | "rules" | "whitelisted">;

function checksOf(property: string, own: readonly RuleMetadata[]): Checks {
  const rules: RuleMetadata[] = [];
  const conditions: PropertyPlan["conditions"][number][] = [];
  let optional = false;
  let nested = false;
  for (const rule of own) {
    switch (rule.type) {
      case "whitelistValidation":
        break;
      case "nestedValidation":
        nested = true;
        break;
      case "conditionalValidation": {
        const condition = conditionOf(rule);
        if (isOptionalRule(rule, condition)) optional = true;
        else conditions.push(condition);
        break;
      }
      case "customValidation":
      case "isDefined":
        if (constraintsOf(rule).some(({ async }) => async))
          throw new ClassBeyondCompiler({
            property,
            reason: "has an asynchronous rule, which is never awaited",
          });
        if (isSticky(rule))
          throw new ClassBeyondCompiler({
            property,
            reason: "has a sticky pattern, whose verdict depends on the value before",
          });
        rules.push(rule);
        break;
      default:
        throw new ClassBeyondCompiler({ property, reason: `has a rule of the kind ${rule.type}` });
    }
  }
  return { optional, conditions, nested, rules, whitelisted: own.length > 0 };
}

const isSticky = ({ constraints }: RuleMetadata): boolean =>
  Array.isArray(constraints) &&
  constraints.some((constraint) => constraint instanceof RegExp && constraint.sticky);

type Condition = PropertyPlan["conditions"][number];

function conditionOf(rule: RuleMetadata): Condition {
  const [condition] = rule.constraints as readonly unknown[];
  if (typeof condition === "function") return condition as Condition;
  throw new ClassBeyondCompiler({
    property: rule.propertyName,
    reason: "has a condition that is no function",
  });
}

/** `@IsOptional` is a condition by the name isOptional; others may bear the name too. */
function isOptionalRule({ name, propertyName }: RuleMetadata, condition: Condition): boolean {
  if (name !== "isOptional") return false;
  const holds = (value: unknown): unknown => condition({ [propertyName]: value }, value);
  return (
    holds(null) === false &&
    holds(undefined) === false &&
    ["", 0, false, {}].every((value) => holds(value) === true)
  );
}

/** A property of an ancestor stands before those of the class, as in an instance. */
const inheritedFirst =
  (target: Class) =>
  (a: RuleMetadata, b: RuleMetadata): number =>
    Number(a.target === target) - Number(b.target === target);

function freshInstance(target: Class): object {
  try {
    return new target();
  } catch {
    throw new ClassBeyondCompiler({ reason: "cannot be made without arguments" });
  }
}

/** Whether the instance is the constructor's own, with properties that can be set and seen by loops. */
function isPlainInstance(fresh: object, prototype: object): boolean {
  if (Object.getPrototypeOf(fresh) !== prototype || !Object.isExtensible(fresh)) return false;
  return Object.values(Object.getOwnPropertyDescriptors(fresh)).every(
    ({ writable, enumerable, configurable }) =>
      writable === true && enumerable === true && configurable === true,
  );
}

function initially(fresh: object, property: string): PropertyPlan["initially"] {
  if (!Object.hasOwn(fresh, property)) return "absent";
  const value: unknown = Reflect.get(fresh, property);
  if (typeof value === "function") return "function";
  return value === undefined ? "undefined" : "value";
}
