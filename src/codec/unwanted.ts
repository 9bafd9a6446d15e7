import type { Class } from "../domain/index.js";
import { exposedNames, typeOf } from "./classTransformer.js";
import { joinPath, type Violation } from "./violation.js";

/** Keys that reach an object's prototype where code is careless. */
const PROTOTYPE_KEYS = ["__proto__", "constructor", "prototype"] as const;

/**
 * Removes from parsed JSON what must not reach an instance: keys that touch prototypes, and a
 * renamed property under the name that it has in the class, which class-transformer would take too.
 * Returns what it removed, as violations.
 */
export function removeUnwanted(json: object, target: Class | undefined, path = ""): Violation[] {
  if (Array.isArray(json)) {
    return json.flatMap((item: unknown, index) =>
      removeIn(item, target, joinPath(path, String(index))),
    );
  }
  const found: Violation[] = [];
  const names = target === undefined ? NO_NAMES : exposedNames(target);
  const remove = (key: string, message: string): void => {
    Reflect.deleteProperty(json, key);
    found.push({ path: joinPath(path, key), rule: "whitelistValidation", message });
  };
  for (const key of PROTOTYPE_KEYS) {
    if (Object.hasOwn(json, key)) remove(key, `property ${key} should not exist`);
  }
  const wireNames = new Set(names.values());
  for (const [property, wireName] of names) {
    if (wireName !== property && Object.hasOwn(json, property) && !wireNames.has(property)) {
      remove(property, `property ${property} should not exist; it is sent as ${wireName}`);
    }
  }
  for (const [key, value] of Object.entries(json)) {
    const property = propertyOf(key, names);
    found.push(
      ...removeIn(
        value,
        target === undefined ? undefined : typeOf(target, property),
        joinPath(path, key),
      ),
    );
  }
  return found;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function removeIn(value: unknown, target: Class | undefined, path: string): Violation[] {
  return typeof value === "object" && value !== null ? removeUnwanted(value, target, path) : [];
}

function propertyOf(wireName: string, names: ReadonlyMap<string, string>): string {
  for (const [property, name] of names) if (name === wireName) return property;
  return wireName;
}
