import { describe } from "../../domain/index.js";
import { isReservedKey } from "../reservedKey.js";
import { difference } from "./difference.js";
import { instanceOrder } from "./instanceOrder.js";
import { FOREIGN, hiddenKey, RESERVED, type Look } from "./look.js";
import { Lost } from "./lost.js";
import { lostInCodecValue } from "./lostInCodecValue.js";
import { UNTYPED, type PropertyShape } from "./propertyShape.js";
import type { StateShape } from "./stateShape.js";

/** @param checked - whether the rules of the class are asked when it is read. */
export function lostInInstance(
  instance: object,
  shape: StateShape,
  checked: boolean,
  look: Look,
): Lost | undefined {
  const [problem] = shape.problems;
  if (problem !== undefined) {
    const lost = new Lost(`${problem.reason}; ${problem.remedy}`);
    return problem.member === undefined ? lost : lost.under(problem.member);
  }
  const keys = Object.keys(instance);
  let defaults = 0;
  for (const key of keys) {
    const item = (instance as Record<string, unknown>)[key];
    const property = shape.properties.get(key);
    const lost =
      property === undefined
        ? lostInUnknown(instance, shape, key, item, look)
        : lostInProperty(item, property, look);
    if (lost !== undefined) return lost === FOREIGN ? lost : lost.under(key);
    if (property?.initial !== undefined) defaults += 1;
  }
  instanceOrder(instance, keys, shape);
  return (
    (defaults < shape.defaults.length ? missingDefault(instance, shape) : undefined) ??
    (checked ? missingValue(instance, shape) : undefined) ??
    hiddenKey(instance, keys)
  );
}

function lostInProperty(item: unknown, property: PropertyShape, look: Look): Lost | undefined {
  if (property.reserved) return new Lost(RESERVED);
  if (isOwned(property) && typeof item === "object" && item !== null) {
    if (look.seen.has(item)) return new Lost("", item);
    look.seen.add(item);
  }
  if (!property.travels) return changed(item, property);
  if (property.transformed) return undefined;
  if (item === undefined) return lostDefault(property);
  if (property.codec !== undefined) return lostInCodecValue(item, property.codec);
  return look.within(item, property, true, look);
}

/** Whether nobody looks into the value, though it may change: a codec's value does not, but what holds several does. */
const isOwned = ({ travels, transformed, codec }: PropertyShape): boolean =>
  !travels || transformed || codec?.each === true;

/** A property that nothing in the class tells of. */
function lostInUnknown(
  instance: object,
  { prototype }: StateShape,
  key: string,
  item: unknown,
  look: Look,
): Lost | undefined {
  if (isReservedKey(prototype, key)) return new Lost(RESERVED);
  if (item === undefined) return undefined;
  const property = Object.getOwnPropertyDescriptor(instance, key);
  if (property?.get !== undefined)
    return new Lost("is an accessor of the instance itself, and would come back as its value");
  return look.within(item, UNTYPED, true, look);
}

/** What `@Exclude()` keeps out of the stored state is as in a new instance when it comes back. */
function changed(item: unknown, { initial }: PropertyShape): Lost | undefined {
  const lost = difference(item, initial);
  if (lost === undefined) return undefined;
  return new Lost(
    `is not stored, so ${describe(item)} would come back as ${describe(initial)}${typeof item === "object" ? " as it is in a new instance" : ""}; store it, or work it out when it is needed`,
  );
}

/** An undefined property is absent in JSON, so decoding gives it the class's default. */
function lostDefault({ initial }: PropertyShape): Lost | undefined {
  if (initial === undefined) return undefined;
  return new Lost(
    `is undefined and would come back as ${describe(initial)}; use null, or no initial value`,
  );
}

function missingDefault(instance: object, shape: StateShape): Lost | undefined {
  const key = shape.defaults.find((name) => !Object.hasOwn(instance, name));
  const property = key === undefined ? undefined : shape.properties.get(key);
  if (key === undefined || property?.travels !== true) return undefined;
  return new Lost(
    `is missing and would come back as ${describe(property.initial)}; use null, or no initial value`,
  ).under(key);
}

/** A codec's rule refuses what has no value, so the stored state could not be read. */
function missingValue(instance: object, { demanded }: StateShape): Lost | undefined {
  for (const key of demanded) {
    const item: unknown = Reflect.get(instance, key);
    if (item === undefined || item === null)
      return new Lost(`is ${String(item)}, which its rule refuses; add @IsOptional()`).under(key);
  }
  return undefined;
}
