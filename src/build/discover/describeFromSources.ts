import {
  describePayload,
  freshInstance,
  initialTypes,
  isConverted,
  remedyFor,
  ruleGaps,
} from "../../codec/index.js";
import type { Class } from "../../domain/index.js";
import type { JsonForm } from "../../model/jsonForm.js";
import type { DescribePayload, LostType, PropertyDescription } from "../../model/payload.js";
import type { ClassShape, FieldShape } from "../scan/index.js";

/**
 * Describes classes by what decorators recorded and by what only their sources tell: question marks, and
 * the names of types that the compiler had no value for, so that it emitted Object.
 */
export function describeFromSources(shapes: readonly ClassShape[]): DescribePayload {
  const byName = new Map<string, ClassShape[]>();
  for (const shape of shapes) byName.set(shape.name, [...(byName.get(shape.name) ?? []), shape]);
  return (target) => {
    const description = describePayload(target);
    const fields = lineage(target)
      .flatMap(({ name }) => byName.get(name) ?? [])
      .flatMap((shape) => shape.fields);
    const lost = lostTypes(target, fields, (name) => byName.has(name));
    const told = new Set(description.lostTypes.map(({ property }) => property));
    return {
      ...description,
      properties: description.properties.map((property) => ({
        ...property,
        json: property.json ?? plainForm(target, property, fields),
      })),
      lostTypes: [...description.lostTypes, ...lost.filter(({ property }) => !told.has(property))],
      gaps: ruleGaps(target, (property) => {
        // Of two classes of one name nobody knows which is meant: nothing is told that may be wrong.
        const same = fields.filter(({ name }) => name === property);
        return {
          isOptional: same.some(({ isOptional }) => isOptional),
          holdsOne: same.length > 0 && same.every(({ holdsOne }) => holdsOne),
        };
      }),
    };
  };
}

/** What an undecorated property holds: as its type says, or its first value where no type is written. */
function plainForm(
  target: Class,
  { property, rules, type }: PropertyDescription,
  fields: readonly FieldShape[],
): JsonForm | undefined {
  if (rules.length > 0 || type !== undefined || isConverted(target, property)) return undefined;
  const field = fields.find(({ name, isStatic }) => name === property && !isStatic);
  if (field === undefined || field.annotation === "other" || field.isOptional) return undefined;
  if (field.annotation !== "none") return { value: field.annotation };
  const initial: unknown = Reflect.get(freshInstance(target), property);
  const kind = typeof initial;
  return kind === "string" || kind === "number" || kind === "boolean" ? { value: kind } : undefined;
}

/** The class and those that it extends. */
function lineage(target: Class): readonly Class[] {
  const parent: unknown = Object.getPrototypeOf(target);
  return typeof parent === "function" && parent !== Function.prototype
    ? [target, ...lineage(parent as Class)]
    : [target];
}

/** Types of JavaScript's and of this package's that JSON does not bring back, with what does. */
const UNCARRIED: Readonly<Record<string, string>> = {
  bigint: "@IsBigInt()",
  Date: "@Type(() => Date)",
  Map: "@Type(() => Element)",
  Set: "@Type(() => Element)",
  Timestamp: "@IsTimestamp()",
};

/**
 * Properties whose type is a class that was not there when the decorators were evaluated: imported in a
 * circle, or as a type only. And undecorated ones, of which an instance or their type shows that JSON does
 * not carry them.
 */
function lostTypes(
  target: Class,
  fields: readonly FieldShape[],
  isClass: (name: string) => boolean,
): readonly LostType[] {
  const initial = initialTypes(target);
  return fields.flatMap(({ name, type, decorated, isStatic, isPrivateName, hasDeclare }) => {
    if (isStatic || isPrivateName || hasDeclare) return [];
    const declared = decorated
      ? undefinedClass(target, name, type, isClass)
      : (initial.get(name)?.name ?? uncarried(type, isClass));
    if (declared === undefined) return [];
    const made = initial.get(name);
    const remedy =
      made === undefined ? (UNCARRIED[declared] ?? "@Type(() => Class)") : remedyFor(made);
    return [{ property: name, declared, severity: "error", remedy } as const];
  });
}

const uncarried = (
  type: string | undefined,
  isClass: (name: string) => boolean,
): string | undefined =>
  type !== undefined && (Object.hasOwn(UNCARRIED, type) || isClass(type)) ? type : undefined;

function undefinedClass(
  target: Class,
  property: string,
  type: string | undefined,
  isClass: (name: string) => boolean,
): string | undefined {
  if (isConverted(target, property)) return undefined;
  const emitted: unknown = Reflect.getMetadata("design:type", target.prototype as object, property);
  return emitted === Object && type !== undefined && isClass(type) ? type : undefined;
}
