import type { Class } from "../domain/index.js";
import {
  convertedProperties,
  isConverted,
  subTypesOf,
  typeMetadata,
  typeOf,
} from "./classTransformer.js";

/** Which kinds of values class-transformer must know to make them. */
const CONTAINERS: readonly unknown[] = [Map, Set];

const complete = new WeakSet<Class>();

/**
 * Tells class-transformer, for a class and those that it holds, of maps and sets that have no type
 * annotation: of `counts = new Map<string, number>()` the compiler emits that it is an Object. An instance
 * shows what it is.
 */
export function completeTypes(target: Class): void {
  if (complete.has(target)) return;
  complete.add(target);
  let fresh: object | undefined;
  for (const property of convertedProperties(target) ?? []) {
    const metadata = typeMetadata(target, property);
    if (metadata === undefined) continue;
    if (metadata.reflectedType === undefined || metadata.reflectedType === Object) {
      fresh ??= freshInstance(target);
      const initial = initialType(fresh, property);
      if (CONTAINERS.includes(initial)) metadata.reflectedType = initial;
    }
    for (const held of heldBy(target, property)) completeTypes(held);
  }
}

/** An instance as its constructor makes it; empty where that needs arguments. */
export function freshInstance(target: Class): object {
  try {
    return new target();
  } catch {
    // A class that cannot be made tells so when it is used.
    return {};
  }
}

/** The class of what an instance has to begin with, if it has something. */
export function initialType(fresh: object, property: string): unknown {
  if (!Object.hasOwn(fresh, property)) return undefined;
  const value: unknown = Reflect.get(fresh, property);
  return typeof value === "object" && value !== null ? value.constructor : undefined;
}

/**
 * What an instance holds from the start that JSON does not carry and no decorator converts: the values'
 * classes, by property.
 */
export function initialTypes(target: Class): ReadonlyMap<string, Class> {
  const fresh = freshInstance(target);
  const found = new Map<string, Class>();
  for (const property of Object.keys(fresh)) {
    const type = initialType(fresh, property);
    if (typeof type !== "function" || type === Object || type === Array) continue;
    if (!isConverted(target, property)) found.set(property, type as Class);
  }
  return found;
}

function heldBy(target: Class, property: string): readonly Class[] {
  try {
    const type = typeOf(target, property);
    return [...(type === undefined ? [] : [type]), ...subTypesOf(target, property)].filter(
      (held) => typeof (held.prototype as unknown) === "object",
    );
  } catch {
    // A class that a module in a circle has not defined yet; its first value finds it defined.
    complete.delete(target);
    return [];
  }
}
