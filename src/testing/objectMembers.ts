import { classNameOf } from "./shown.js";
import { isPlainObject } from "./valueKind.js";

type Key = string | symbol;

/** The properties of an object itself. */
export const ownKeys = (value: object): readonly Key[] =>
  Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));

/** What an object holds under a name: a property of its own, or what a getter of its class gives. */
export function memberOf(value: object, key: Key): unknown {
  if (!Object.hasOwn(value, key) && !accessorsOf(value).includes(key)) return undefined;
  try {
    return Reflect.get(value, key);
  } catch (error) {
    return `[the getter throws ${String(error)}]`;
  }
}

/** The getters of an instance's classes. */
export function accessorsOf(value: object): readonly Key[] {
  return prototypesOf(value).flatMap((prototype) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype))
      .filter(([, descriptor]) => descriptor.get !== undefined)
      .map(([key]) => key),
  );
}

/** Whether a class is more than a name. */
export const hasMembers = (value: object): boolean =>
  prototypesOf(value).some((prototype) => Reflect.ownKeys(prototype).length > 1);

/** Of a built-in class there is one for each realm. */
export function isOfClassOf(expected: object, actual: object): boolean {
  if (Object.getPrototypeOf(expected) === Object.getPrototypeOf(actual)) return true;
  return (
    !isPlainObject(actual) &&
    [expected, actual].every(isBuiltIn) &&
    classNameOf(expected) === classNameOf(actual)
  );
}

const isBuiltIn = (value: object): boolean =>
  Function.prototype.toString.call(value.constructor).includes("[native code]");

/** The classes of an instance, nearest first, without `Object`. */
function prototypesOf(value: object): readonly object[] {
  const prototypes: object[] = [];
  let prototype = Object.getPrototypeOf(value) as object | null;
  while (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    prototypes.push(prototype);
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return prototypes;
}
