import type { Class, Violation } from "../domain/index.js";
import { discriminatorOf, reflectedType, typeOf, typeOfValue } from "./classTransformer.js";
import { convertedProperties, exclusions, exposedNames } from "./classTransformer.js";
import { isObject } from "./isObject.js";
import { joinPath } from "./violation.js";

/** A value of which nothing chooses the class. */
export interface Unchosen {
  /** Where the value stands. */
  readonly at: string;
  readonly violation: Violation;
}

/**
 * The values in parsed JSON of which the discriminator is missing or chooses no class. class-transformer
 * would take the base class for them, which it never writes.
 */
export function unchosenIn(json: object, target: Class, path = ""): Unchosen[] {
  const names = exposedNames(target);
  const excluded = exclusions(target).toClass;
  return Object.entries(json).flatMap(([key, value]: [string, unknown]) => {
    const property = propertyOf(key, names);
    if (!isObject(value) || excluded.includes(key)) return [];
    return unchosenInProperty(value, target, property, joinPath(path, key));
  });
}

/** Whether a discriminator chooses the class of anything in an instance of the class. */
export function hasDiscriminators(target: Class, seen = new Set<Class>()): boolean {
  if (seen.has(target)) return false;
  seen.add(target);
  return (convertedProperties(target) ?? []).some((property) => {
    if (discriminatorOf(target, property) !== undefined) return true;
    const type = typeOf(target, property);
    return type !== undefined && hasDiscriminators(type, seen);
  });
}

function unchosenInProperty(
  value: object,
  target: Class,
  property: string,
  path: string,
): Unchosen[] {
  const discriminator = discriminatorOf(target, property);
  const isMap = reflectedType(target, property) === Map && !Array.isArray(value);
  if (!isMap && !Array.isArray(value))
    return unchosenValue(value, target, property, path, discriminator);
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const at = joinPath(path, key);
    if (isObject(item)) return unchosenValue(item, target, property, at, discriminator);
    return discriminator === undefined || item !== null
      ? []
      : [noObject(at, property, discriminator)];
  });
}

type Discriminator = NonNullable<ReturnType<typeof discriminatorOf>>;

function unchosenValue(
  value: object,
  target: Class,
  property: string,
  path: string,
  discriminator: Discriminator | undefined,
): Unchosen[] {
  if (discriminator !== undefined) {
    const chosen: unknown = Reflect.get(value, discriminator.property);
    if (!discriminator.subTypes.some(({ name }) => name === chosen))
      return [unchosen(path, discriminator)];
  }
  const type =
    discriminator === undefined ? typeOf(target, property) : typeOfValue(target, property, value);
  return type === undefined ? [] : unchosenIn(value, type, path);
}

const unchosen = (at: string, discriminator: Discriminator): Unchosen => ({
  at,
  violation: {
    path: joinPath(at, discriminator.property),
    rule: "discriminator",
    message: `${discriminator.property} must be one of the following values: ${namesOf(discriminator)}`,
  },
});

const noObject = (at: string, property: string, discriminator: Discriminator): Unchosen => ({
  at,
  violation: {
    path: at,
    rule: "discriminator",
    message: `each value in ${property} must be an object whose ${discriminator.property} is one of the following values: ${namesOf(discriminator)}`,
  },
});

const namesOf = ({ subTypes }: Discriminator): string =>
  subTypes.map(({ name }) => name).join(", ");

/** The property that is called so in JSON. */
export function propertyOf(wireName: string, names: ReadonlyMap<string, string>): string {
  for (const [property, name] of names) if (name === wireName) return property;
  return wireName;
}
