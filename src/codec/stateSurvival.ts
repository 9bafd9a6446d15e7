import { describe, type Class } from "../domain/index.js";
import { hasTransform, isExcluded, reflectedType, subTypesOf, typeOf } from "./classTransformer.js";
import { MAX_DEPTH } from "./jsonDepth.js";
import { isReservedKey, isReservedMapKey } from "./reservedKey.js";
import { joinPath } from "./violation.js";

/**
 * Says what in a view's state would not come back from JSON as it is, or `undefined`. A fold that
 * is cut in two would give another state than one fold.
 */
export function lostInState(state: object, target: Class): string | undefined {
  return lostInObject(state, target, "", 0);
}

function lostInObject(
  value: object,
  target: Class | undefined,
  path: string,
  depth: number,
): string | undefined {
  if (depth >= MAX_DEPTH) {
    return `${path.slice(0, 60)}… is nested deeper than ${String(MAX_DEPTH)} levels, or refers to itself`;
  }
  const prototype = target === undefined ? Object.prototype : (target.prototype as object);
  for (const [key, item] of Object.entries(value)) {
    const at = joinPath(path, key);
    if (isReservedKey(prototype, key))
      return `${at} has the name of a method or of what objects are made of, and would be dropped; use another key`;
    if (target !== undefined && (hasTransform(target, key) || isExcluded(target, key))) continue;
    const lost =
      item === undefined ? lostDefault(target, key, at) : lostInValue(item, target, key, at, depth);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

/** An undefined property is absent in JSON, so decoding gives it the class's default. */
function lostDefault(target: Class | undefined, key: string, at: string): string | undefined {
  if (target === undefined) return undefined;
  const initial: unknown = Reflect.get(new target(), key);
  if (initial === undefined) return undefined;
  return `${at} is undefined and would come back as ${describe(initial)}; use null, or no initial value`;
}

function lostInValue(
  item: unknown,
  target: Class | undefined,
  key: string,
  at: string,
  depth: number,
): string | undefined {
  switch (typeof item) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      return Number.isFinite(item)
        ? undefined
        : `${at} is ${String(item)}, which JSON cannot carry`;
    case "object":
      return item === null ? undefined : lostInReference(item, target, key, at, depth);
    default:
      return `${at} holds a ${typeof item}, which JSON cannot carry`;
  }
}

function lostInReference(
  item: object,
  target: Class | undefined,
  key: string,
  at: string,
  depth: number,
): string | undefined {
  const type = target === undefined ? undefined : typeOf(target, key);
  if (Array.isArray(item)) return lostInElements(item, target, key, at, depth + 1);
  if (item instanceof Date) {
    if (type !== Date)
      return `${at} holds a Date, which would come back as text; add @Type(() => Date)`;
    return Number.isNaN(item.getTime()) ? `${at} holds an invalid Date` : undefined;
  }
  if (item instanceof Map || item instanceof Set)
    return lostInCollection(item, target, key, at, depth + 1);
  const made = (Object.getPrototypeOf(item) as object | null)?.constructor;
  if (made === undefined || made === Object) return lostInObject(item, type, at, depth + 1);
  const known = target === undefined ? [] : [type, ...subTypesOf(target, key)];
  if (known.includes(made as Class)) return lostInObject(item, made as Class, at, depth + 1);
  return `${at} holds an instance of ${made.name}, which would come back as a plain object; add @Type(() => ${made.name})`;
}

function lostInElements(
  items: readonly unknown[],
  target: Class | undefined,
  key: string,
  at: string,
  depth: number,
): string | undefined {
  if (depth >= MAX_DEPTH) return `${at.slice(0, 60)}… is nested too deeply, or refers to itself`;
  for (let index = 0; index < items.length; index++) {
    const here = joinPath(at, String(index));
    const item = items[index];
    if (item === undefined) return `${here} is undefined, which would come back as null`;
    const lost = lostInValue(item, target, key, here, depth);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function lostInCollection(
  items: Map<unknown, unknown> | Set<unknown>,
  target: Class | undefined,
  key: string,
  at: string,
  depth: number,
): string | undefined {
  const kind = items instanceof Map ? Map : Set;
  if (target === undefined || reflectedType(target, key) !== kind) {
    return `${at} holds a ${kind.name}, which would come back as something else; declare its type and add @Type(() => Element)`;
  }
  if (items instanceof Map) {
    const odd = [...items.keys()].find((name) => typeof name !== "string");
    if (odd !== undefined)
      return `${at} has the key ${describe(odd)}, which would come back as text`;
    const reserved = [...items.keys()].find((name) =>
      isReservedMapKey(typeOf(target, key), String(name)),
    );
    if (reserved !== undefined)
      return `${at} has the key ${describe(reserved)}, which is reserved and would be dropped or renamed; put a prefix before each key`;
  }
  return lostInElements([...items.values()], target, key, at, depth);
}
