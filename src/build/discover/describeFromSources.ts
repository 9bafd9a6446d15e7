import {
  describePayload,
  describeProperty,
  initialTypes,
  isConverted,
  remedyFor,
  ruleGaps,
} from "../../codec/index.js";
import type { Class } from "../../domain/index.js";
import type { DescribePayload, LostType } from "../../model/payload.js";
import type { ClassShape, FieldShape } from "../scan/index.js";
import { declaredFields } from "./declaredFields.js";
import { withSource } from "./withSource.js";

/**
 * Describes classes by what decorators recorded and by what only their sources tell: question marks, and
 * the names of types that the compiler had no value for, so that it emitted Object.
 */
export function describeFromSources(shapes: readonly ClassShape[]): DescribePayload {
  const declared = declaredFields(shapes);
  const names = new Set(shapes.map(({ name }) => name));
  const isClass = (name: string): boolean => names.has(name);
  return (target) => {
    const description = describePayload(target);
    const fields = declared(target);
    const known = new Set(description.properties.map(({ property }) => property));
    const undecorated = [...new Set(fields.filter(isState).map(({ name }) => name))].filter(
      (name) => !known.has(name),
    );
    const lost = lostTypes(target, fields, isClass);
    const told = new Set(description.lostTypes.map(({ property }) => property));
    return {
      ...description,
      properties: description.properties.map((property) =>
        withSource(target, property, fields, isClass),
      ),
      undecorated: undecorated.map((name) =>
        withSource(target, describeProperty(target, name), fields, isClass),
      ),
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

/** Whether an instance may have it, and JSON. */
const isState = ({ isStatic, isPrivateName, hasDeclare }: FieldShape): boolean =>
  !isStatic && !isPrivateName && !hasDeclare;

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
