import { freshInstance } from "../../codec/index.js";
import type { Class } from "../../domain/index.js";
import type { ClassShape, FieldShape } from "../scan/index.js";

/**
 * The fields that a class and those that it extends declare, as their sources have them.
 * @param named - the classes of a name.
 */
export function declaredFields(
  target: Class,
  named: (name: string) => readonly ClassShape[],
): readonly FieldShape[] {
  const fresh = freshInstance(target);
  return lineage(target).flatMap((one) =>
    shapesOf(one, named(one.name), fresh).flatMap(({ fields }) => fields),
  );
}

/** Of several classes of one name those that may be meant: their methods and first values tell them apart. */
function shapesOf(
  target: Class,
  shapes: readonly ClassShape[],
  fresh: object,
): readonly ClassShape[] {
  if (shapes.length < 2) return shapes;
  const members = Object.getOwnPropertyNames(target.prototype).sort().join();
  return shapes.filter(({ methods, fields }) => {
    const own = new Set(["constructor", ...methods.map(({ name }) => name)]);
    const made = fields.filter((field) => field.isInitialized && isOwn(field));
    const isMade = made.every(({ name }) => Object.hasOwn(fresh, name));
    return isMade && [...own].sort().join() === members;
  });
}

const isOwn = ({ isStatic, isPrivateName }: FieldShape): boolean => !isStatic && !isPrivateName;

/** The class and those that it extends. */
export function lineage(target: Class): readonly Class[] {
  const parent: unknown = Object.getPrototypeOf(target);
  return typeof parent === "function" && parent !== Function.prototype
    ? [target, ...lineage(parent as Class)]
    : [target];
}

/** Whether an instance may have the field, and JSON. */
export const isState = ({ isStatic, isPrivateName, hasDeclare }: FieldShape): boolean =>
  !isStatic && !isPrivateName && !hasDeclare;
