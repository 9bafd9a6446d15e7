import type { Class } from "../domain/index.js";
import type { ChosenClass, JsonForm } from "../model/jsonForm.js";
import { isReadByType } from "../model/payload.js";
import { discriminatorOf, hasTransform, typeOf, type Discriminator } from "./classTransformer.js";
import { initialType } from "./instanceTypes.js";
import type { RuleMetadata } from "./classValidator.js";
import { codecOf } from "./value/propertyCodec.js";
import { schemaProblem } from "./schemaProblem.js";

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
  if (hasTransform(target, property)) return transformedForm(target, property);
  const type = typeOf(target, property);
  if (type !== undefined) {
    const chosen = discriminatorOf(target, property);
    if (chosen !== undefined) return { ...form("object"), oneOf: chosenClass(chosen) };
    if (type === Date) return form("date");
    // What converts, such as Number, takes more than it makes.
    const writes = PLAIN.get(type);
    if (writes !== undefined) return { ...form("converted"), writes };
    return isReadByType(type) ? { value: "converted" } : form("object");
  }
  const value = PLAIN.get(emittedType(target, property));
  return many === undefined && value !== undefined ? { value } : undefined;
}

/** Only the author of a `@Transform` knows what it makes; of a codec, its schema tells. */
function transformedForm(target: Class, property: string): JsonForm {
  const { codec, each = false, container } = codecOf(target, property) ?? {};
  if (codec?.schema === undefined || schemaProblem(codec.schema) !== undefined)
    return { value: "converted" };
  const many = { many: container?.() === "Map" ? "map" : "list" } as const;
  return { value: "encoded", schema: codec.schema, ...(each ? many : {}) };
}

const chosenClass = ({ property, subTypes }: Discriminator): ChosenClass => ({
  property,
  classes: subTypes.map(({ name, value }) => ({ name, type: (value as Class).name })),
});

type Plain = "string" | "number" | "boolean";

const PLAIN: ReadonlyMap<unknown, Plain> = new Map<unknown, Plain>([
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
