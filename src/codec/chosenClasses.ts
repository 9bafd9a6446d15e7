import type { Class } from "../domain/index.js";
import {
  convertedProperties,
  discriminatorOf,
  exclusions,
  typeMetadata,
  typeOf,
  type Discriminator,
} from "./classTransformer.js";
import { isObject } from "./isObject.js";

/**
 * Runs `write` with what class-transformer needs to write the instance: where a discriminator chooses the
 * class, it knows instances only, and authors state events in plain objects. Such an object stands for the
 * class that it names; one that names none is written as it is, and refused when it is read.
 */
export function withChosenClasses<R>(instance: object, write: (chosen: object) => R): R {
  const restore: (() => void)[] = [];
  try {
    return write(chosenIn(instance, instance.constructor as Class, restore));
  } finally {
    for (const undo of restore.reverse()) undo();
  }
}

/** The value, or a copy in which plain objects are instances of the classes that they name. */
function chosenIn(value: object, target: Class, restore: (() => void)[]): object {
  let copy: Record<string, unknown> | undefined;
  const excluded = exclusions(target).toPlain;
  for (const property of convertedProperties(target) ?? []) {
    const held: unknown = Object.hasOwn(value, property) ? Reflect.get(value, property) : undefined;
    if (!isObject(held) || excluded.includes(property)) continue;
    const of = (one: object): object => chosenValue(one, target, property, restore);
    const chosen = isContainer(held) ? chosenElements(held, of) : of(held);
    if (chosen === held) continue;
    copy ??= shallowCopy(value, Object.getPrototypeOf(value) as object);
    copy[property] = chosen;
  }
  return copy ?? value;
}

type Container = readonly unknown[] | Set<unknown> | Map<unknown, unknown>;

const isContainer = (value: object): value is Container =>
  Array.isArray(value) || value instanceof Set || value instanceof Map;

function chosenElements(held: Container, of: (one: object) => object): object {
  const chosen = new Map<unknown, unknown>();
  const change = (one: unknown): unknown => {
    const made = isObject(one) ? of(one) : one;
    if (made !== one) chosen.set(one, made);
    return made;
  };
  const copy =
    held instanceof Map
      ? new Map([...held].map(([key, one]) => [key, change(one)]))
      : held instanceof Set
        ? new Set([...held].map(change))
        : held.map(change);
  return chosen.size > 0 ? copy : held;
}

function chosenValue(
  value: object,
  target: Class,
  property: string,
  restore: (() => void)[],
): object {
  const discriminator = discriminatorOf(target, property);
  if (discriminator === undefined) {
    const type = typeOf(target, property);
    return type === undefined ? value : chosenIn(value, type, restore);
  }
  const known = discriminator.subTypes.find(({ value: type }) => type === value.constructor);
  if (known !== undefined) return chosenIn(value, known.value as Class, restore);
  const name: unknown = Reflect.get(value, discriminator.property);
  const named = discriminator.subTypes.find((subType) => subType.name === name);
  if (named === undefined)
    return standIn(value, name, typeMetadata(target, property), discriminator, restore);
  const type = named.value as Class;
  return chosenIn(shallowCopy(value, type.prototype as object), type, restore);
}

/** An object of a class of its own, which the discriminator knows for as long as it is written. */
function standIn(
  value: object,
  name: unknown,
  metadata: ReturnType<typeof typeMetadata>,
  { property, subTypes }: Discriminator,
  restore: (() => void)[],
): object {
  const Unchosen = function () {
    // Nobody makes one: its prototype is what is needed.
  };
  if (metadata !== undefined) {
    const { options } = metadata;
    restore.push(() => Object.assign(metadata, { options }));
    const known = [...subTypes, { name, value: Unchosen }];
    metadata.options = { ...options, discriminator: { property, subTypes: known as never } };
  }
  return shallowCopy(value, Unchosen.prototype as object);
}

/** Can be written into, also where the original cannot. */
function shallowCopy(value: object, prototype: object): Record<string, unknown> {
  const copy = Object.create(prototype) as Record<string, unknown>;
  for (const [key, { enumerable = true, ...descriptor }] of Object.entries(
    Object.getOwnPropertyDescriptors(value),
  )) {
    const held: PropertyDescriptor =
      "value" in descriptor ? { value: descriptor.value as unknown, writable: true } : descriptor;
    Object.defineProperty(copy, key, { ...held, enumerable, configurable: true });
  }
  return copy;
}
