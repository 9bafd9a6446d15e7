import { describe, type Class } from "../../domain/index.js";
import { remedyFor } from "../value/remedy.js";

/** Why an instance would not come back, and what helps with one of its kind. */
export function instanceRemedy(item: object, prototype: object, discriminated: boolean): string {
  if (isEvent(item)) return EVENT_KEPT;
  const made = Object.hasOwn(prototype, "constructor")
    ? (prototype.constructor as Class)
    : undefined;
  if (typeof made !== "function")
    return "holds an object with a prototype of its own, which would come back as a plain object; make it an instance of a class";
  const what = `holds ${describe(item)}, which would come back as a plain object`;
  if (discriminated)
    return `holds ${describe(item)}, which is none of the classes that the discriminator of @Type names; name it`;
  return `${what}; add ${remedyFor(made)}`;
}

export const EVENT_KEPT =
  "holds an Event, which is not stored; keep what is needed of it: its id, its time with @IsTimestamp(), its data";

/** Engines' event records have getters in place of properties. */
export const isEvent = (item: object): boolean =>
  ["specversion", "stream", "source", "dataContentType", "extensions"].every((key) => key in item);
