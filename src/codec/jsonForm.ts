import type { Class } from "../domain/index.js";
import type { JsonForm } from "../model/jsonForm.js";
import { isReadByType } from "../model/payload.js";
import { hasTransform, subTypesOf, typeOf } from "./classTransformer.js";
import { initialType } from "./instanceTypes.js";
import type { RuleMetadata } from "./classValidator.js";

/** Classes of this package's decorators, by their rules. */
const OWN_RULES: Readonly<Record<string, JsonForm["value"]>> = {
  isBigInt: "bigint",
  isTimestamp: "timestamp",
};

/**
 * What JSON holds for a property: by its codec, by `@Type`, or by the type that the compiler emitted.
 * `undefined` where nothing tells.
 */
export function jsonForm(
  target: Class,
  property: string,
  rules: readonly RuleMetadata[],
  fresh: object,
): JsonForm | undefined {
  const own = rules.find(({ name }) => name !== undefined && Object.hasOwn(OWN_RULES, name));
  const many = manyOf(target, property, fresh);
  const form = (value: JsonForm["value"]): JsonForm => ({
    value,
    ...(many === undefined ? {} : { many }),
  });
  if (own?.name !== undefined) return form(OWN_RULES[own.name] ?? "string");
  if (hasTransform(target, property)) return { value: "converted" };
  const type = typeOf(target, property);
  if (type !== undefined) {
    // What converts, such as Number or Date, takes more than it makes; one of several classes has several forms.
    const isConverted = isReadByType(type) || subTypesOf(target, property).length > 0;
    return isConverted ? { value: "converted" } : form("object");
  }
  const value = PLAIN.get(emittedType(target, property));
  return many === undefined && value !== undefined ? { value } : undefined;
}

const PLAIN: ReadonlyMap<unknown, JsonForm["value"]> = new Map<unknown, JsonForm["value"]>([
  [String, "string"],
  [Number, "number"],
  [Boolean, "boolean"],
]);

function manyOf(target: Class, property: string, fresh: object): JsonForm["many"] {
  const container = [emittedType(target, property), initialType(fresh, property)];
  if (container.includes(Array) || container.includes(Set)) return "list";
  return container.includes(Map) ? "map" : undefined;
}

const emittedType = (target: Class, property: string): unknown =>
  Reflect.getMetadata("design:type", target.prototype as object, property);
