import type { Class } from "../domain/index.js";
import type { ChosenClass, JsonForm } from "../model/jsonForm.js";
import { isReadByType } from "../model/payload.js";
import { discriminatorOf, hasTransform, typeOf, type Discriminator } from "./classTransformer.js";
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
    const chosen = discriminatorOf(target, property);
    if (chosen !== undefined) return { ...form("object"), oneOf: chosenClass(chosen) };
    if (type === Date) return form("date");
    // What converts, such as Number, takes more than it makes.
    return isReadByType(type) ? { value: "converted" } : form("object");
  }
  const value = PLAIN.get(emittedType(target, property));
  return many === undefined && value !== undefined ? { value } : undefined;
}

const chosenClass = ({ property, subTypes }: Discriminator): ChosenClass => ({
  property,
  classes: subTypes.map(({ name, value }) => ({ name, type: (value as Class).name })),
});

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
