import { Expose, TransformationType, type ClassTransformOptions } from "class-transformer";
import { defaultMetadataStorage } from "class-transformer/cjs/storage.js";
import type { Class } from "../domain/index.js";
import { lineage } from "./lineage.js";

const TO_CLASS = TransformationType.PLAIN_TO_CLASS;
const TO_PLAIN = TransformationType.CLASS_TO_PLAIN;

/** Reading class-transformer's metadata: the one place that knows where it is kept. */
const storage = (): typeof defaultMetadataStorage => {
  assertSameStorage();
  return defaultMetadataStorage;
};

/** The class that `@Type` names for a property, if it has one name only. */
export function typeOf(target: Class, property: string): Class | undefined {
  const metadata = storage().findTypeMetadata(target, property);
  if (metadata === undefined) return undefined;
  const named = metadata.typeFunction?.({ newObject: {}, object: {}, property });
  return typeof named === "function" ? itself(named as Class) : undefined;
}

const RealDate = Date as unknown as Class;

/** `Date` also where a test kit has something stand in for it, so that nobody reads the clock. */
const itself = (type: Class): Class => (type.prototype === RealDate.prototype ? RealDate : type);

/** What chooses the class of a property's value, if it is the value itself. */
export interface Discriminator {
  readonly property: string;
  readonly subTypes: readonly { readonly name: string; readonly value: unknown }[];
}

/** The discriminator of a property; class-transformer takes one without name or classes for none. */
export function discriminatorOf(target: Class, property: string): Discriminator | undefined {
  const { property: key, subTypes } =
    storage().findTypeMetadata(target, property)?.options?.discriminator ?? {};
  return key === undefined || key === "" || subTypes === undefined
    ? undefined
    : { property: key, subTypes };
}

/** The class that `@Type` names for a value of the property, by its discriminator if there is one. */
export function typeOfValue(target: Class, property: string, value: object): Class | undefined {
  const discriminator = discriminatorOf(target, property);
  if (discriminator === undefined) return typeOf(target, property);
  const chosen: unknown = Reflect.get(value, discriminator.property);
  const subType = discriminator.subTypes.find(({ name }) => name === chosen);
  return subType === undefined ? typeOf(target, property) : (subType.value as Class);
}

/** The classes that a `@Type` discriminator chooses from. */
export function subTypesOf(target: Class, property: string): readonly Class[] {
  return discriminatorOf(target, property)?.subTypes.map(({ value }) => value as Class) ?? [];
}

/** The property by which `@Type` chooses a class, with the name of each class: the first, if it has two. */
export function classNamesOf(
  target: Class,
  property: string,
):
  | {
      readonly property: string;
      readonly names: ReadonlyMap<Class, string>;
      readonly kept: boolean;
    }
  | undefined {
  const discriminator = discriminatorOf(target, property);
  if (discriminator === undefined) return undefined;
  const lastFirst = [...discriminator.subTypes].reverse();
  return {
    property: discriminator.property,
    names: new Map(lastFirst.map(({ name, value }) => [value as Class, name])),
    kept: typeMetadata(target, property)?.options?.keepDiscriminatorProperty === true,
  };
}

/** Whether `@Type` stands on the property. */
export function hasType(target: Class, property: string): boolean {
  return storage().findTypeMetadata(target, property) !== undefined;
}

/** The property's own type as the compiler emitted it, where `@Type` stands on it. */
export function reflectedType(target: Class, property: string): unknown {
  return storage().findTypeMetadata(target, property)?.reflectedType;
}

/** Whether `@Transform` stands on the property, for either direction. */
export function hasTransform(target: Class, property: string): boolean {
  return [TO_CLASS, TO_PLAIN].some(
    (direction) => storage().findTransformMetadatas(target, property, direction).length > 0,
  );
}

/** Whether `@Exclude` keeps the property out of JSON. */
export function isExcluded(target: Class, property: string): boolean {
  return storage().getExcludedProperties(target, TO_PLAIN).includes(property);
}

/** Whether a decorator says what becomes of the property's value, or that it does not travel. */
export const isConverted = (target: Class, property: string): boolean =>
  hasType(target, property) || hasTransform(target, property) || isExcluded(target, property);

/** Properties that `@Expose` names, with their names in JSON. */
export function exposedNames(target: Class): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const property of storage().getExposedProperties(target, TO_CLASS)) {
    const name = storage().findExposeMetadata(target, property)?.options?.name;
    // class-transformer takes an empty name for none.
    names.set(property, name === undefined || name === "" ? property : name);
  }
  return names;
}

/** One `@Transform` as class-transformer keeps it. */
export type TransformMetadata = ReturnType<
  typeof defaultMetadataStorage.findTransformMetadatas
>[number];

/** The `@Transform`s of a property for each direction, in the order in which they are applied. */
export function transformsOf(
  target: Class,
  property: string,
): {
  readonly toClass: readonly TransformMetadata[];
  readonly toPlain: readonly TransformMetadata[];
} {
  return {
    toClass: storage().findTransformMetadatas(target, property, TO_CLASS),
    toPlain: storage().findTransformMetadatas(target, property, TO_PLAIN),
  };
}

/** The options of a `@Type`. */
export type TypeOptions = NonNullable<NonNullable<ReturnType<typeof typeMetadata>>["options"]>;

/** `@Type` on the property as class-transformer keeps it. */
export const typeMetadata = (
  target: Class,
  property: string,
): ReturnType<typeof defaultMetadataStorage.findTypeMetadata> =>
  storage().findTypeMetadata(target, property);

/** Every `@Expose` of the class and its ancestors; a property can have one in each. */
export const exposures = (
  target: Class,
): ReturnType<typeof defaultMetadataStorage.getExposedMetadatas> =>
  storage().getExposedMetadatas(target);

/** Properties that `@Exclude` keeps from being read, and from being written. */
export const exclusions = (
  target: Class,
): { readonly toClass: readonly string[]; readonly toPlain: readonly string[] } => ({
  toClass: storage().getExcludedProperties(target, TO_CLASS),
  toPlain: storage().getExcludedProperties(target, TO_PLAIN),
});

/** Whether `@Exclude` stands on the class, so that only exposed properties travel. */
export const excludesAll = (target: Class): boolean =>
  storage().getStrategy(target) === "excludeAll";

/**
 * Properties with `@Type` or `@Transform`, inherited ones first, or `undefined` where this release
 * of class-transformer does not tell them.
 */
export function convertedProperties(target: Class): readonly string[] | undefined {
  const { _typeMetadatas: types, _transformMetadatas: transforms } = storage();
  if (!(types instanceof Map) || !(transforms instanceof Map)) return undefined;
  const found = new Set<string>();
  for (const ancestor of [...lineage(target)].reverse()) {
    for (const byProperty of [types.get(ancestor), transforms.get(ancestor)]) {
      for (const property of byProperty?.keys() ?? []) {
        if (property !== undefined) found.add(property);
      }
    }
  }
  return [...found];
}

let checked = false;

/** Makes sure that the storage read here is the one that class-transformer's decorators write to. */
function assertSameStorage(): void {
  if (checked) return;
  class Probe {
    property = undefined;
  }
  Expose()(Probe.prototype, "property");
  if (defaultMetadataStorage.findExposeMetadata(Probe, "property") === undefined) {
    throw new Error(
      "class-transformer is loaded in two flavours, so its metadata cannot be read. Bundlers must resolve class-transformer/cjs/storage.js to the flavour that they bundle.",
    );
  }
  checked = true;
}

/** Every option explicitly, so that no default of another release changes what is read or written. */
export const TRANSFORM: ClassTransformOptions = {
  strategy: "exposeAll",
  excludeExtraneousValues: false,
  ignoreDecorators: false,
  enableImplicitConversion: false,
  // It would drop what refers to itself without a word; recursion without end is an error instead.
  enableCircularCheck: false,
  // An absent property keeps the default of its class, and stays absent where there is none.
  exposeDefaultValues: true,
  exposeUnsetFields: false,
};
