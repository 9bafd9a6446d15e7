import type { Class } from "../../domain/index.js";

/**
 * What holds the values of a property, by its declared type or by what a new instance has. It is asked
 * with the first value only: a decorator of a property runs before its class can be made.
 */
export function containerOf(target: Class, property: string): () => "Map" | "Set" | "Array" {
  let known: "Map" | "Set" | "Array" | undefined;
  return () => (known ??= containerIn(target, property));
}

function containerIn(target: Class, property: string): "Map" | "Set" | "Array" {
  const declared: unknown = Reflect.getMetadata(
    "design:type",
    target.prototype as object,
    property,
  );
  if (declared === Map) return "Map";
  if (declared === Set) return "Set";
  if (declared !== undefined && declared !== Object) return "Array";
  const initial = initialValue(target, property);
  return initial instanceof Map ? "Map" : initial instanceof Set ? "Set" : "Array";
}

function initialValue(target: Class, property: string): unknown {
  try {
    return Reflect.get(new target(), property);
  } catch {
    return undefined;
  }
}
