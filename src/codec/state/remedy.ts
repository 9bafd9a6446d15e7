import { describe, Timestamp, type Class } from "../../domain/index.js";
import { isBuiltIn } from "../compiled/plan/conversionOf.js";

/** Why an instance would not come back, and what helps with one of its kind. */
export function remedyFor(item: object, prototype: object, discriminated: boolean): string {
  if (item instanceof Timestamp)
    return "holds a Timestamp, which would come back as a plain object; add @IsTimestamp()";
  if (isEvent(item))
    return "holds an Event, which is not stored; keep what is needed of it: its id, its time with @IsTimestamp(), its data";
  const made = Object.hasOwn(prototype, "constructor")
    ? (prototype.constructor as Class)
    : undefined;
  if (typeof made !== "function")
    return "holds an object with a prototype of its own, which would come back as a plain object; make it an instance of a class";
  const what = `holds ${describe(item)}, which would come back as a plain object`;
  if (discriminated)
    return `holds ${describe(item)}, which is none of the classes that the discriminator of @Type names; name it`;
  return `${what}; add ${typeRemedy(made)}`;
}

/** The decorator by which instances of a class come back. */
export function typeRemedy(made: Class): string {
  return isBuiltIn(made) || !canBeMade(made)
    ? "@Codec({ decode, encode })"
    : `@Type(() => ${made.name})`;
}

export function canBeMade(made: Class): boolean {
  try {
    new made();
    return true;
  } catch {
    return false;
  }
}

/** Engines' event records have getters in place of properties. */
const isEvent = (item: object): boolean =>
  ["specversion", "stream", "source", "dataContentType", "extensions"].every((key) => key in item);
