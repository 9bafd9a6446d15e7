import type { Class, Violation } from "../domain/index.js";
import { exposedNames, reflectedType, typeOf, typeOfValue } from "./classTransformer.js";
import { propertyOf } from "./discriminator.js";
import { isObject } from "./isObject.js";
import { isReservedKey, isReservedMapKey } from "./reservedKey.js";
import { joinPath } from "./violation.js";

/**
 * Removes from parsed JSON what must not reach an instance: keys that touch prototypes or name a
 * method, and a renamed property under the name that it has in the class, which class-transformer
 * would take too. Returns what it removed, as violations.
 */
export function removeUnwanted(json: object, target: Class | undefined, path = ""): Violation[] {
  if (Array.isArray(json)) {
    return json.flatMap((item: unknown, index) =>
      removeIn(item, target, joinPath(path, String(index))),
    );
  }
  const names = target === undefined ? NO_NAMES : exposedNames(target);
  const prototype = target === undefined ? Object.prototype : (target.prototype as object);
  const found = removeKeys(json, path, (key) => isReservedKey(prototype, propertyOf(key, names)));
  const wireNames = new Set(names.values());
  for (const [property, wireName] of names) {
    if (wireName !== property && Object.hasOwn(json, property) && !wireNames.has(property)) {
      found.push(remove(json, property, path, `; it is sent as ${wireName}`));
    }
  }
  for (const [key, value] of Object.entries(json)) {
    if (!isObject(value)) continue;
    found.push(...removeInProperty(value, target, propertyOf(key, names), joinPath(path, key)));
  }
  return found;
}

function removeInProperty(
  value: object,
  target: Class | undefined,
  property: string,
  path: string,
): Violation[] {
  if (target === undefined) return removeUnwanted(value, undefined, path);
  if (reflectedType(target, property) === Map && !Array.isArray(value)) {
    return removeInMap(value, typeOf(target, property), path);
  }
  if (!Array.isArray(value)) {
    return removeUnwanted(value, typeOfValue(target, property, value), path);
  }
  // A discriminator chooses anew for each element.
  return value.flatMap((item: unknown, index) =>
    isObject(item)
      ? removeUnwanted(item, typeOfValue(target, property, item), joinPath(path, String(index)))
      : [],
  );
}

/** The keys of what becomes a `Map` are data: they are no properties of the element's class. */
function removeInMap(json: object, element: Class | undefined, path: string): Violation[] {
  const found = removeKeys(json, path, (key) => isReservedMapKey(element, key));
  for (const [key, value] of Object.entries(json)) {
    found.push(...removeIn(value, element, joinPath(path, key)));
  }
  return found;
}

function removeKeys(json: object, path: string, unwanted: (key: string) => boolean): Violation[] {
  return Object.keys(json)
    .filter(unwanted)
    .map((key) => remove(json, key, path));
}

function remove(json: object, key: string, path: string, hint = ""): Violation {
  Reflect.deleteProperty(json, key);
  const message = `property ${key} should not exist${hint}`;
  return { path: joinPath(path, key), rule: "whitelistValidation", message };
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function removeIn(value: unknown, target: Class | undefined, path: string): Violation[] {
  return isObject(value) ? removeUnwanted(value, target, path) : [];
}
