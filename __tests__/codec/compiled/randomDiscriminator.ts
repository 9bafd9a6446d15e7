import { Transform, Type, type TypeOptions } from "class-transformer";
import { Allow, ValidateNested } from "class-validator";
import type { Random } from "./random.js";
import type { RandomClass } from "./randomClass.js";

interface Content {
  readonly json: (random: Random) => unknown;
  readonly value: (random: Random) => unknown;
}

/** A property whose class a discriminator chooses, with every option that there is. */
export function randomDiscriminator(
  random: Random,
  put: (...decorators: PropertyDecorator[]) => void,
  inner: RandomClass,
  other: RandomClass,
  odd: boolean,
): Content {
  const key = odd
    ? random.of(["kind", "kind", "id", "", "a b", "toString", ...inner.names])
    : "kind";
  const subTypes = odd
    ? oddSubTypes(random, inner, other)
    : [
        { name: "inner", value: inner.target },
        { name: "other", value: other.target },
      ];
  const keepDiscriminatorProperty = random.oneIn(3);
  const discriminator = { property: key, subTypes } as never;
  const options: TypeOptions =
    odd && random.oneIn(12)
      ? ({ discriminator: random.of([{ property: key }, { subTypes }, {}]) } as TypeOptions)
      : { discriminator, keepDiscriminatorProperty };
  const single = random.oneIn(2);
  if (random.oneIn(2)) put(emitted(single ? inner.target : Array));
  const base = odd && random.oneIn(4) ? class Base {} : inner.target;
  put(
    Type(() => base, options),
    odd && random.oneIn(4) ? Allow() : ValidateNested(),
  );
  if (odd && random.oneIn(10)) put(Transform(() => undefined, { toPlainOnly: true }));
  const made = (from: Random): unknown => {
    const { name, value } = from.of(subTypes);
    const chosen = value === inner.target ? inner : other;
    const named = odd && from.oneIn(8) ? from.of(["inner", null, undefined, 1, {}, "x"]) : name;
    const json = chosen.json(from);
    return odd && from.oneIn(10) ? json : { [key]: named, ...json };
  };
  const instance = (from: Random): unknown =>
    odd && from.oneIn(6) ? made(from) : from.of([inner, other]).instance(from);
  const list = (one: (from: Random) => unknown) => (from: Random) =>
    Array.from({ length: from.below(4) }, () =>
      odd && from.oneIn(15) ? from.of([null, 1, []]) : one(from),
    );
  const set = (from: Random): unknown => new Set(list(instance)(from));
  return {
    json: single ? made : list(made),
    value: odd && random.oneIn(8) ? set : single || !odd ? instance : list(instance),
  };
}

/** As the compiler emits a property's type. */
const emitted =
  (type: unknown): PropertyDecorator =>
  (prototype, property) => {
    Reflect.defineMetadata("design:type", type, prototype, property);
  };

interface SubType {
  readonly name: unknown;
  readonly value: unknown;
}

/** Several names of one class, one name of several classes, names that are no text, no names at all. */
function oddSubTypes(random: Random, inner: RandomClass, other: RandomClass): readonly SubType[] {
  const names = ["inner", "other", "third", "inner", "", undefined, 1, null];
  const often = ["inner", "other", "third"];
  return Array.from({ length: random.below(4) + 1 }, () => ({
    name: random.of(random.oneIn(4) ? names : often),
    value: random.of([inner, other]).target,
  }));
}
