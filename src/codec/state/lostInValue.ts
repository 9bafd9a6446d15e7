import { describe } from "../../domain/index.js";
import { MAX_DEPTH } from "../jsonDepth.js";
import { isForeign } from "./foreignRealm.js";
import { Lost } from "./lost.js";
import { lostInElements, lostInMap, lostInPlain, lostInSet } from "./lostInContainer.js";
import { FOREIGN, type Look } from "./look.js";
import { lostInInstance } from "./lostInInstance.js";
import type { PropertyShape } from "./propertyShape.js";
import { instanceRemedy } from "./instanceRemedy.js";
import { shapeOf, type StateShape } from "./stateShape.js";

/** @param whole - whether it is the property's value itself, and not one of those that it holds. */
export function lostInValue(
  item: unknown,
  property: PropertyShape,
  whole: boolean,
  look: Look,
): Lost | undefined {
  switch (typeof item) {
    case "number":
      if (!Number.isFinite(item)) return new Lost(`is ${String(item)}, which JSON cannot carry`);
      return lostPrimitive(item, property, "number");
    case "string":
      return lostPrimitive(item, property, "string");
    case "boolean":
      return lostPrimitive(item, property, "boolean");
    case "object":
      if (item === null)
        return property.discriminator === undefined || whole
          ? undefined
          : new Lost(
              "is null among values whose classes are told by a discriminator; leave it out",
            );
      return lostInObject(item, property, whole, look);
    case "bigint":
      return new Lost("holds a bigint, which JSON cannot carry; add @IsBigInt()");
    default:
      return new Lost(`holds a ${typeof item}, which JSON cannot carry`);
  }
}

function lostPrimitive(
  item: unknown,
  { scalar, discriminator }: PropertyShape,
  type: string,
): Lost | undefined {
  if (scalar !== undefined && scalar !== type) return misfit(item, scalar);
  if (discriminator !== undefined)
    return new Lost(`is ${describe(item)} where a discriminator tells the class of an instance`);
  return undefined;
}

/** `@Type(() => Number)` and its like turn whatever they are given into their type. */
const misfit = (item: unknown, scalar: string): Lost =>
  new Lost(`is ${describe(item)}, which would come back as a ${scalar}; mend its @Type`);

function lostInObject(
  item: object,
  property: PropertyShape,
  whole: boolean,
  look: Look,
): Lost | undefined {
  if (look.depth >= MAX_DEPTH - 1)
    return new Lost(`is nested deeper than ${String(MAX_DEPTH)} levels`);
  if (look.seen.has(item)) return new Lost("", item);
  look.seen.add(item);
  const inner: Look = { ...look, depth: look.depth + 1 };
  const prototype = Object.getPrototypeOf(item) as object | null;
  if (prototype === Object.prototype || prototype === null)
    return lostInPlainObject(item, property, whole, inner);
  if (Array.isArray(item)) {
    if (prototype !== Array.prototype) return otherPrototype(item, "array");
    if (whole && property.container !== undefined)
      return new Lost(`holds an array, which would come back as a ${property.container}`);
    return lostInElements(item, property, inner);
  }
  if (prototype === Date.prototype) return lostInDate(item as Date, property);
  if (prototype === Map.prototype)
    return lostInMap(item as Map<unknown, unknown>, property, whole, inner);
  if (prototype === Set.prototype) return lostInSet(item as Set<unknown>, property, whole, inner);
  if (isForeign(item)) return FOREIGN;
  return lostInClassInstance(item, prototype, property, whole, inner);
}

const otherPrototype = (item: object, kind: string): Lost =>
  isForeign(item)
    ? FOREIGN
    : new Lost(`holds ${describe(item)}, which would come back as an ordinary ${kind}`);

function lostInDate(date: Date, { scalar }: PropertyShape): Lost | undefined {
  if (scalar !== "Date")
    return new Lost("holds a Date, which would come back as text; add @Type(() => Date)");
  return Number.isNaN(date.getTime()) ? new Lost("holds an invalid Date") : undefined;
}

/** A plain object stays one; where `@Type` names a class it comes back as an instance of it. */
function lostInPlainObject(
  item: object,
  property: PropertyShape,
  whole: boolean,
  look: Look,
): Lost | undefined {
  const { type, scalar, container, discriminator } = property;
  if (whole && container !== undefined)
    return new Lost(`holds an object, which would come back as a ${container}`);
  if (scalar !== undefined) return misfit(item, scalar);
  if (discriminator !== undefined)
    return new Lost("holds a plain object where a discriminator tells the class; make an instance");
  if (type === undefined) return lostInPlain(item, look);
  const shape = shapeOf(type);
  const missing = shape.defaults.find((key) => Reflect.get(item, key) === undefined);
  if (shape.hasMembers || missing !== undefined || shape.problems.length > 0)
    return new Lost(
      `holds a plain object, which would come back as an instance of ${type.name}; make one: Object.assign(new ${type.name}(), …)`,
    );
  return lostInInstance(item, shape, property.nested, look);
}

function lostInClassInstance(
  item: object,
  prototype: object,
  property: PropertyShape,
  whole: boolean,
  look: Look,
): Lost | undefined {
  const { type, subTypes, discriminator, container, nested } = property;
  const made = [...subTypes, ...(discriminator === undefined && type !== undefined ? [type] : [])];
  const target = made.find((known) => (known.prototype as object) === prototype);
  if (target === undefined || (whole && container !== undefined))
    return new Lost(instanceRemedy(item, prototype, discriminator !== undefined));
  const shape = shapeOf(target);
  if (discriminator !== undefined) {
    const lost = lostInDiscriminated(item, shape, discriminator, look);
    if (lost !== undefined) return lost;
  }
  return lostInInstance(item, shape, nested, look);
}

/** class-transformer writes the name of its class into the instance, and does not read it unless told. */
function lostInDiscriminated(
  item: object,
  shape: StateShape,
  { property, names, kept }: NonNullable<PropertyShape["discriminator"]>,
  { unnamed }: Look,
): Lost | undefined {
  const name = names.get(shape.target);
  const own: unknown = Reflect.get(item, property);
  if (own === undefined) {
    if (!kept) unnamed.push({ instance: item, discriminator: property });
    return kept
      ? new Lost(`is undefined and would come back as ${describe(name)}`).under(property)
      : undefined;
  }
  if (own === name && (kept || shape.properties.get(property)?.initial === name)) return undefined;
  return new Lost(
    `is ${describe(own)} where a discriminator stands, and would not come back; give ${shape.target.name} the initial value ${describe(name)} for it`,
  ).under(property);
}
