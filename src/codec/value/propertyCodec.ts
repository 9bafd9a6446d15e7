import { Transform } from "class-transformer";
import type { Class } from "../../domain/index.js";
import { exposedNames, transformsOf } from "../classTransformer.js";
import { containerOf } from "./container.js";
import {
  tellUnreadable,
  UnreadableElements,
  UnreadableValue,
  type UnreadableElement,
} from "./unreadableValue.js";
import type { ValueCodec } from "./valueCodec.js";

/** How a property's value travels: by itself, or each value that an array, a set or a map holds. */
export interface PropertyCodec {
  readonly codec: ValueCodec<unknown>;
  readonly each: boolean;
  /** The decorator that stands on the property. */
  readonly decorator: string;
  /** Whether a value is of the kind that is known to come back as it is, where one is known. */
  readonly isExact: ((value: unknown) => boolean) | undefined;
  /** With `each`: what the property holds. */
  readonly container: () => "Map" | "Set" | "Array";
  /** From JSON; `null` and `undefined` stay. It throws for what `codec.decode` throws on. */
  readonly read: (json: unknown) => unknown;
  /** To JSON; `null` and `undefined` stay. */
  readonly write: (value: unknown) => unknown;
}

/** Copies of this package know each other's. */
const KEY = Symbol.for("evidentsource.functions.codec");

/**
 * Puts a codec on a property as two `@Transform`s of class-transformer, which reads and writes by them.
 * Compiled code knows them by what they bear, and calls the codec itself.
 */
export function recordCodec(
  prototype: object,
  property: string,
  {
    codec,
    each,
    decorator,
    isExact,
  }: Pick<PropertyCodec, "codec" | "each" | "decorator" | "isExact">,
): void {
  const target = prototype.constructor as Class;
  const read = whole(codec.decode);
  const write = whole(codec.encode);
  const container = containerOf(target, property);
  const known: PropertyCodec = {
    codec,
    each,
    decorator,
    isExact,
    container,
    read: each ? eachRead(container, read) : read,
    write: each ? eachWritten(write) : write,
  };
  const toClass = ({ value, obj }: { value: unknown; obj: unknown }): unknown => {
    try {
      return known.read(value);
    } catch (error) {
      const wireName = exposedNames(target).get(property) ?? property;
      tellUnreadable(new UnreadableValue(obj, wireName, error));
      return value;
    }
  };
  const toPlain = ({ value }: { value: unknown }): unknown => known.write(value);
  Transform(Object.assign(toClass, { [KEY]: known }), { toClassOnly: true })(prototype, property);
  Transform(Object.assign(toPlain, { [KEY]: known }), { toPlainOnly: true })(prototype, property);
}

/** The codec of a `@Transform` that `recordCodec` has put there. */
export function codecOfTransform(transformFn: unknown): PropertyCodec | undefined {
  return typeof transformFn === "function"
    ? (Reflect.get(transformFn, KEY) as PropertyCodec | undefined)
    : undefined;
}

/** The codec of a property, if it has one and no `@Transform` beside it. */
export function codecOf(target: Class, property: string): PropertyCodec | undefined {
  const { toClass, toPlain } = transformsOf(target, property);
  const known = codecOfTransform(toClass[0]?.transformFn);
  return toClass.length === 1 &&
    toPlain.length === 1 &&
    known === codecOfTransform(toPlain[0]?.transformFn)
    ? known
    : undefined;
}

type Convert = (value: unknown) => unknown;

const whole =
  (convert: (value: never) => unknown): Convert =>
  (value) =>
    value === undefined || value === null ? value : convert(value as never);

/** What is no container is left to the rules, which refuse it. */
function eachRead(container: PropertyCodec["container"], read: Convert): Convert {
  return (json) => {
    if (Array.isArray(json)) {
      const items = allRead(
        json.map((item: unknown, index) => [String(index), item]),
        read,
      ).map(([, item]) => item);
      return container() === "Set" ? new Set(items) : items;
    }
    if (typeof json !== "object" || json === null || container() !== "Map") return json;
    return new Map(allRead(Object.entries(json), read));
  };
}

function allRead(
  entries: readonly (readonly [key: string, item: unknown])[],
  read: Convert,
): readonly (readonly [key: string, value: unknown])[] {
  const unreadable: UnreadableElement[] = [];
  const all = entries.map(([key, item]) => {
    try {
      return [key, read(item)] as const;
    } catch (cause) {
      unreadable.push({ key, cause });
      return [key, item] as const;
    }
  });
  if (unreadable.length > 0) throw new UnreadableElements(unreadable);
  return all;
}

const eachWritten =
  (write: Convert): Convert =>
  (value) => {
    if (Array.isArray(value) || value instanceof Set)
      return [...(value as Iterable<unknown>)].map(write);
    if (!(value instanceof Map)) return value;
    const entries = [...(value as Map<string, unknown>)];
    return Object.fromEntries(entries.map(([key, item]) => [key, write(item)]));
  };
