import type { Class } from "../../../domain/index.js";
import { isReservedMapKey } from "../../reservedKey.js";
import { scalarConverter, type Converter, type Holder } from "./converters.js";
import { NOT_PROVEN } from "../notProven.js";
import type { DiscriminatorPlan } from "../plan/plan.js";

/** What `@Type(() => Date)` and its like make of a value that is written. */
export function scalarEncoder(to: "string" | "number" | "boolean" | "date"): Converter {
  const convert = scalarConverter(to);
  return (value) =>
    to === "date" && value instanceof Date
      ? new Date(value.valueOf())
      : ofPrimitive(value, convert);
}

const ofPrimitive = (value: unknown, convert: Converter): unknown =>
  typeof value === "function" ? NOT_PROVEN : convert(value);

/** An instance of the class, or a plain object that stands for one. */
export function instanceEncoder(target: Class, holder: Holder): Converter {
  const own: unknown = target.prototype;
  return (value) => {
    if (typeof value === "function" || value === undefined) return NOT_PROVEN;
    if (typeof value !== "object" || value === null) return value;
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === own || prototype === Object.prototype ? holder.run(value) : NOT_PROVEN;
  };
}

/**
 * An instance of one of the classes that a discriminator chooses from. As class-transformer does, it
 * writes the name of the class into the instance itself.
 */
export function discriminatedEncoder(
  { property, subTypes }: DiscriminatorPlan,
  holderOf: (target: Class) => Holder,
): Converter {
  const byPrototype = new Map<unknown, { readonly name: unknown; readonly holder: Holder }>();
  for (const { name, target } of [...subTypes].reverse())
    byPrototype.set(target.prototype, { name, holder: holderOf(target) });
  return (value) => {
    if (typeof value !== "object" || value === null) return NOT_PROVEN;
    const chosen = byPrototype.get(Object.getPrototypeOf(value));
    if (chosen === undefined) return NOT_PROVEN;
    if (!Reflect.set(value, property, chosen.name)) return NOT_PROVEN;
    return chosen.holder.run(value);
  };
}

/** Each element of an array of which a discriminator tells the classes; of sets class-transformer cannot. */
export function eachDiscriminatedEncoder(convert: Converter): Converter {
  const each = eachEncoder(convert);
  return (value) => (value instanceof Array ? each(value) : NOT_PROVEN);
}

/** Each element of an array or a set, in an array. */
export function eachEncoder(convert: Converter): Converter {
  return (value) => {
    const items =
      value instanceof Set ? [...(value as Set<unknown>)] : (value as readonly unknown[]);
    const encoded: unknown[] = [];
    for (const item of items) {
      if (Array.isArray(item)) return NOT_PROVEN;
      const made = convert(item);
      if (made === NOT_PROVEN || made === undefined) return NOT_PROVEN;
      encoded.push(made);
    }
    return encoded;
  };
}

/** A map as an object. */
export function mapEncoder(convert: Converter, element: Class): Converter {
  return (value) => {
    const plain: Record<string, unknown> = {};
    for (const [key, item] of value as Map<unknown, unknown>) {
      if (typeof key !== "string" || isReservedMapKey(element, key) || Array.isArray(item))
        return NOT_PROVEN;
      const made = convert(item);
      if (made === NOT_PROVEN) return NOT_PROVEN;
      if (made !== undefined) plain[key] = made;
    }
    return plain;
  };
}
