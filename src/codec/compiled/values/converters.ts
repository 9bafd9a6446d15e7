import type { Class } from "../../../domain/index.js";
import { isReservedMapKey } from "../../reservedKey.js";
import { NOT_PROVEN } from "../notProven.js";
import type { DiscriminatorPlan } from "../plan/plan.js";

/** Gives another value, or says that it does not know. */
export type Converter = (value: unknown) => unknown;

/** A converter that is made later, so that classes can hold each other. */
export interface Holder {
  run: Converter;
}

const SCALARS = { string: String, number: Number, boolean: Boolean };

/** What `@Type(() => String)` and its like make of a value of JSON; objects are left to the libraries. */
export function scalarConverter(to: "string" | "number" | "boolean" | "date"): Converter {
  return (value) => {
    if (value === null) return value;
    if (typeof value === "object" || value === undefined) return NOT_PROVEN;
    return to === "date" ? new Date(value as string) : SCALARS[to](value);
  };
}

/** An instance for an object; what is no object stays, or is refused where it is to be validated. */
export function classConverter(holder: Holder, nested: boolean): Converter {
  return (value) => {
    if (typeof value === "object" && value !== null)
      return Array.isArray(value) ? NOT_PROVEN : holder.run(value);
    return nested || value === undefined ? NOT_PROVEN : value;
  };
}

/** An instance of the class that the object's discriminator names. */
export function discriminatedConverter(
  { property, kept }: DiscriminatorPlan,
  subTypes: ReadonlyMap<unknown, Holder>,
): Converter {
  return (value) => {
    const { [property]: name, ...rest } = value as Record<string, unknown>;
    const holder = subTypes.get(name);
    return holder === undefined ? NOT_PROVEN : holder.run(kept ? value : rest);
  };
}

/** Each element of an array, in an array or a set. */
export function eachConverter(convert: Converter, into: "array" | "set"): Converter {
  return (value) => {
    const items = value as readonly unknown[];
    const converted: unknown[] = [];
    for (const item of items) {
      if (Array.isArray(item)) return NOT_PROVEN;
      const made = convert(item);
      if (made === NOT_PROVEN || made === undefined) return NOT_PROVEN;
      converted.push(made);
    }
    return into === "set" ? new Set(converted) : converted;
  };
}

/** An object with any keys as a map. */
export function mapConverter(convert: Converter, element: Class): Converter {
  return (value) => {
    const map = new Map<string, unknown>();
    for (const [key, item] of Object.entries(value as object)) {
      if (isReservedMapKey(element, key) || Array.isArray(item)) return NOT_PROVEN;
      const made = convert(item);
      if (made === NOT_PROVEN) return NOT_PROVEN;
      if (made !== undefined) map.set(key, made);
    }
    return map;
  };
}
