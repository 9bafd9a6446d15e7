import { NOT_PROVEN } from "../notProven.js";

/** Deeper values are left to the libraries, whose recursion ends where the stack does. */
const MAX_LEVELS = 256;

/** Parsed JSON that no class describes, as class-transformer copies it. */
export function copyOfJson(value: unknown, level = 0): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (level > MAX_LEVELS) return NOT_PROVEN;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    for (const element of value as readonly unknown[]) {
      const item = copyOfJson(element, level + 1);
      // Holes, too, read as undefined; class-transformer leaves them out.
      if (item === NOT_PROVEN || item === undefined) return NOT_PROVEN;
      copy.push(item);
    }
    return copy;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return NOT_PROVEN;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (isReserved(key)) return NOT_PROVEN;
    const item = copyOfJson((value as Record<string, unknown>)[key], level + 1);
    if (item === NOT_PROVEN) return NOT_PROVEN;
    if (item !== undefined) copy[key] = item;
  }
  return copy;
}

/** Keys that the libraries' path removes from JSON: those that touch prototypes or name a method. */
const isReserved = (key: string): boolean => key in Object.prototype || key === "prototype";

/** A value that no `@Type` describes, as class-transformer writes it. */
export function plainCopy(value: unknown, level = 0): unknown {
  if (typeof value === "function") return NOT_PROVEN;
  if (typeof value !== "object" || value === null) return value;
  if (level > MAX_LEVELS) return NOT_PROVEN;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    for (const element of value as readonly unknown[]) {
      const item = plainCopy(element, level + 1);
      if (item === NOT_PROVEN || item === undefined) return NOT_PROVEN;
      copy.push(item);
    }
    return copy;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Date.prototype) return new Date((value as Date).valueOf());
  if (prototype !== Object.prototype) return NOT_PROVEN;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (key === "__proto__" || key === "constructor" || key === "then") return NOT_PROVEN;
    const item = plainCopy((value as Record<string, unknown>)[key], level + 1);
    if (item === NOT_PROVEN) return NOT_PROVEN;
    if (item !== undefined) copy[key] = item;
  }
  return copy;
}
