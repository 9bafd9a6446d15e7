import { isReadByType } from "../model/payload.js";
import type { Class } from "../domain/index.js";
import type { LostType, UnmadeType, PayloadDescription } from "../model/payload.js";
import {
  exposedNames,
  hasTransform,
  isConverted,
  isExcluded,
  subTypesOf,
  typeOf,
} from "./classTransformer.js";
import { isBuiltIn } from "./compiled/plan/conversionOf.js";
import { problemsWithin } from "./state/problemsWithin.js";
import { canBeMade, remedyFor } from "./value/remedy.js";
import { codecReport } from "./compiled/index.js";
import { rulesOf, type RuleMetadata } from "./classValidator.js";
import { describeProperty, describeRules } from "./describeProperty.js";
import { completeTypes, freshInstance, initialType } from "./instanceTypes.js";
import { holdsThrowingTypes, namedType, throwingTypes } from "./throwingTypes.js";

/** What class-validator and class-transformer know of a class. */
export function describePayload(target: Class): PayloadDescription {
  return holdsThrowingTypes(target) ? describeWithoutTypes(target) : describeAll(target);
}

/** What can be said where the classes of some properties cannot be known. */
function describeWithoutTypes(target: Class): PayloadDescription {
  const rules = rulesOf(target);
  const properties = new Set([
    ...rules.map(({ propertyName }) => propertyName),
    ...exposedNames(target).keys(),
    ...throwingTypes(target).map(({ property }) => property),
  ]);
  return {
    properties: [...properties].map((property) => {
      const own = rules.filter(({ propertyName }) => propertyName === property);
      return { ...describeRules(target, property, own), type: namedType(target, property) };
    }),
    ...{ lostTypes: [], unmadeTypes: [], throwingTypes: throwingTypes(target) },
    stateProblems: () => [],
  };
}

function describeAll(target: Class): PayloadDescription {
  const rules = rulesOf(target);
  const names = exposedNames(target);
  const fresh = freshInstance(target);
  const own = Object.keys(fresh);
  const properties = new Set([
    ...rules.map(({ propertyName }) => propertyName),
    ...names.keys(),
    // They need no decorator to be there.
    ...own.filter((name) => !isExcluded(target, name)),
  ]);
  completeTypes(target);
  return {
    properties: [...properties].map((property) => describeProperty(target, property, rules)),
    notCompiled: codecReport(target).obstacle,
    unmadeTypes: [...properties].flatMap((property) => unmadeTypes(target, property)),
    stateProblems: () => problemsWithin(target),
    lostTypes: [...properties].flatMap(
      (property) => lostType(target, property, rules, fresh) ?? [],
    ),
    ownFields: own.filter((name) => !rules.some(({ propertyName }) => propertyName === name)),
  };
}

/** Types that JSON brings back by themselves. */
const PLAIN: readonly unknown[] = [String, Number, Boolean, Object, undefined];

function lostType(
  target: Class,
  property: string,
  rules: readonly RuleMetadata[],
  fresh: object,
): LostType | undefined {
  if (isConverted(target, property)) return undefined;
  const own = rules.filter(({ propertyName }) => propertyName === property);
  const nested = own.some(({ type }) => type === "nestedValidation");
  const emitted: unknown = Reflect.getMetadata("design:type", target.prototype as object, property);
  // Without a type annotation the compiler emits Object, whatever the value is.
  const declared = emitted === Object ? (initialType(fresh, property) ?? emitted) : emitted;
  const remedy =
    declared === Array
      ? "@Type(() => Element)"
      : typeof declared === "function" && !PLAIN.includes(declared)
        ? remedyFor(declared as Class)
        : "@Type(() => Class)";
  if (declared === Array) {
    const known = own.some(({ each, type }) => each && type !== "nestedValidation");
    if (nested) return { property, declared: "Array", severity: "error", remedy };
    return known ? undefined : { property, declared: "Array", severity: "warning", remedy };
  }
  if (nested && PLAIN.includes(declared))
    return { property, declared: "nested object", severity: "error", remedy };
  if (PLAIN.includes(declared) || typeof declared !== "function") return undefined;
  return { property, declared: declared.name, severity: "error", remedy };
}

/** Classes that `@Type` names and that class-transformer cannot make. */
function unmadeTypes(target: Class, property: string): readonly UnmadeType[] {
  if (hasTransform(target, property)) return [];
  const named = [typeOf(target, property), ...subTypesOf(target, property)];
  return named
    .filter((type) => type !== undefined)
    .filter((type) => !isReadByType(type) && (isBuiltIn(type) || !canBeMade(type)))
    .map((type) => ({ property, type: type.name, remedy: remedyFor(type) }));
}
