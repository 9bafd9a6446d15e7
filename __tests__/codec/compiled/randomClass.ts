import { Exclude, Expose, Transform, Type } from "class-transformer";
import {
  Allow,
  IsArray,
  IsDate,
  IsDefined,
  IsInt,
  IsOptional,
  IsString,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
  type ValidationArguments,
} from "class-validator";
import type { Class } from "../../../src/domain/index.js";
import { copyOf } from "./fingerprint.js";
import { putOddRules } from "./randomRules.js";
import type { Random } from "./random.js";
import { randomConstructor } from "./randomConstructor.js";
import { randomDiscriminator } from "./randomDiscriminator.js";
import { putOddTransforms } from "./randomTransform.js";
import { ODD_VALUES, STRING_USES, VALUE_USES, type RuleUse } from "./rules.js";

/** A class made at random, and how to make values that most probably keep its rules. */
export interface RandomClass {
  readonly target: Class;
  /** Names in JSON, and in the class. */
  readonly names: readonly string[];
  json(random: Random): Record<string, unknown>;
  instance(random: Random): object;
}

interface Shape {
  readonly property: string;
  readonly wireName: string;
  readonly written: boolean;
  readonly json: (random: Random) => unknown;
  readonly value: (random: Random) => unknown;
}

const NAMES = [
  "id",
  "owner",
  "a b",
  "0",
  "7",
  "toJSON",
  "größe",
  "x",
  "o",
  "v",
  "keys",
  "if",
  'say "x"',
  "line\nbreak",
];
const RULES: readonly RuleUse[] = [...VALUE_USES, ...STRING_USES].filter(
  ({ valid }) => valid.length > 0,
);

@ValidatorConstraint({ name: "shorterThanOthers" })
class FewerThanTen {
  validate(_value: unknown, { object }: ValidationArguments): boolean {
    return Object.keys(object).length < 10;
  }
}

/**
 * @param depth - how many levels of classes it may hold.
 * @param odd - whether it may have what hardly any class has.
 */
export function randomClass(random: Random, depth: number, odd = false): RandomClass {
  const parent = random.oneIn(5) && depth > 0 ? randomClass(random, depth - 1, odd) : undefined;
  const initial = new Map<string, unknown>();
  const target = randomConstructor(random, parent?.target ?? Object, initial, odd);
  const prototype = target.prototype as object;
  const taken = new Set(parent?.names);
  const shapes: Shape[] = [];
  for (let count = random.below(5) + 1; count > 0; count--) {
    const property = odd && random.oneIn(12) ? "" : random.of(NAMES);
    const oddName = random.of(["", ...NAMES]);
    const wireName =
      odd && random.oneIn(6) ? oddName : random.oneIn(3) ? `the_${property}` : property;
    // Odd classes declare a property again that they inherit, and exchange names.
    const again = odd && random.oneIn(8);
    if (!again && (taken.has(property) || taken.has(wireName))) continue;
    taken.add(property).add(wireName);
    if (wireName !== property) Expose({ name: wireName })(prototype, property);
    else if (random.oneIn(8)) Expose()(prototype, property);
    shapes.push(decorated(random, target, property, wireName, initial, depth, odd));
  }
  const jsonOf = (from: Random): Record<string, unknown> => {
    const json = parent?.json(from) ?? {};
    for (const { wireName, written, json: make } of shapes) {
      const value = make(from);
      if (written && value !== ABSENT) json[wireName] = value;
    }
    return json;
  };
  const instanceOf = (from: Random): object => {
    const instance = begun(target);
    const inherited: object = parent?.instance(from) ?? {};
    for (const [property, value] of Object.entries(inherited) as [string, unknown][])
      set(instance, property, value);
    for (const { property, value: make } of shapes) {
      const value = make(from);
      if (value !== ABSENT) set(instance, property, value, !odd || !from.oneIn(15));
    }
    if (odd && from.oneIn(30)) Object.freeze(instance);
    return instance;
  };
  return { target, names: [...taken], json: jsonOf, instance: instanceOf };
}

const ABSENT = Symbol("absent");

/** Some constructors cannot do without arguments. */
function begun(target: Class): object {
  try {
    return new target();
  } catch {
    return Object.create(target.prototype as object) as object;
  }
}

/** Some instances cannot be written to. */
function set(instance: object, property: string, value: unknown, enumerable = true): void {
  try {
    if (enumerable) Object.assign(instance, { [property]: value });
    else
      Object.defineProperty(instance, property, {
        value,
        enumerable,
        writable: true,
        configurable: true,
      });
  } catch {
    // It stays as it was made.
  }
}

/** Puts decorators on one property. */
function decorated(
  random: Random,
  target: Class,
  property: string,
  wireName: string,
  initial: Map<string, unknown>,
  depth: number,
  odd: boolean,
): Shape {
  const prototype = target.prototype as object;
  const put = (...decorators: PropertyDecorator[]): void => {
    for (const decorate of decorators) decorate(prototype, property);
  };
  const optional = random.oneIn(3);
  if (optional) put(IsOptional());
  const content =
    random.oneIn(3) && depth > 0
      ? nested(random, put, prototype, property, depth, odd)
      : plain(random, put, initial, property);
  if (random.oneIn(12)) put(IsDefined());
  if (random.oneIn(12)) put(Validate(FewerThanTen));
  if (random.oneIn(15)) put(ValidateIf((_object, value) => value !== 3));
  if (odd && random.oneIn(6)) putOddTransforms(random, put);
  if (odd && random.oneIn(6)) putOddRules(random, put);
  let written = true;
  if (wireName === property && random.oneIn(15)) {
    const direction = random.of([{}, { toPlainOnly: true }, { toClassOnly: true }]);
    put(Exclude(direction));
    written = random.oneIn(3) || "toPlainOnly" in direction;
  }
  const perhaps =
    (make: (from: Random) => unknown) =>
    (from: Random): unknown =>
      optional && from.oneIn(3) ? from.of([ABSENT, null]) : make(from);
  return {
    property,
    wireName,
    written,
    json: perhaps(content.json),
    value: perhaps(content.value),
  };
}

type Content = Pick<Shape, "json" | "value">;
type Put = (...decorators: PropertyDecorator[]) => void;

function plain(random: Random, put: Put, initial: Map<string, unknown>, property: string): Content {
  if (random.oneIn(10)) {
    put(
      Type(() => Date),
      IsDate(),
    );
    return {
      json: (from) => from.of(["2026-01-31", 0, 1e12]),
      value: (from) => new Date(from.below(1e9)),
    };
  }
  if (random.oneIn(14)) {
    put(
      Transform(({ value }) => Number(value), { toClassOnly: true }),
      Transform(({ value }) => String(value), { toPlainOnly: true }),
      IsInt(),
    );
    return { json: (from) => String(from.below(9)), value: (from) => from.below(9) };
  }
  if (random.oneIn(14)) {
    put(Allow());
    return same((from) => copyOf(from.of(ODD_VALUES)));
  }
  if (random.oneIn(14)) {
    put(
      Type(() => String),
      IsString(),
    );
    return same((from) => from.of(["a", "ä", ""]));
  }
  const use = random.of(RULES);
  const each = random.oneIn(5);
  const condition = random.oneIn(20)
    ? { validateIf: (_object: unknown, value: unknown) => value !== null }
    : {};
  put(use.decorator({ each, ...condition }));
  if (use.date) put(Type(() => Date));
  if (random.oneIn(10)) put(random.of(RULES).decorator({ each }));
  const one = (from: Random): unknown => copyOf(from.of(use.valid));
  if (random.oneIn(6) && !use.date) initial.set(property, each ? [one(random)] : one(random));
  return same(each ? (from) => Array.from({ length: from.below(4) }, () => one(from)) : one);
}

const same = (make: (from: Random) => unknown): Content => ({ json: make, value: make });

function nested(
  random: Random,
  put: Put,
  prototype: object,
  property: string,
  depth: number,
  odd: boolean,
): Content {
  const inner = randomClass(random, depth - 1, odd);
  const kind = random.of([
    "one",
    "one",
    "list",
    "list",
    "map",
    "set",
    "chosen",
    "unchecked",
  ] as const);
  // As the compiler would emit it, or as it emits unions and what has no annotation.
  if (random.oneIn(2) && kind !== "set" && kind !== "map") {
    const types: readonly unknown[] = odd ? [Object, Array, Map, Set, Date, String] : [Object];
    const type = kind === "list" ? Array : kind === "chosen" ? Object : inner.target;
    const emitted = random.oneIn(2) ? type : random.of(types);
    Reflect.defineMetadata("design:type", emitted, prototype, property);
  }
  const list = (make: (from: Random) => unknown) => (from: Random) =>
    Array.from({ length: from.below(4) }, () => make(from));
  switch (kind) {
    case "one":
      put(
        Type(() => inner.target),
        ValidateNested(),
      );
      return { json: (from) => inner.json(from), value: (from) => inner.instance(from) };
    case "list":
      put(
        Type(() => inner.target),
        ValidateNested({ each: true }),
        IsArray(),
      );
      return {
        json: list((from) => inner.json(from)),
        value: list((from) => inner.instance(from)),
      };
    case "unchecked":
      put(
        Type(() => inner.target),
        Allow(),
      );
      return { json: (from) => inner.json(from), value: (from) => inner.instance(from) };
    case "set":
      Reflect.defineMetadata("design:type", Set, prototype, property);
      put(
        Type(() => inner.target),
        ValidateNested(),
      );
      return {
        json: list((from) => inner.json(from)),
        value: (from) => new Set(list((each) => inner.instance(each))(from)),
      };
    case "map": {
      Reflect.defineMetadata("design:type", Map, prototype, property);
      put(
        Type(() => inner.target),
        ValidateNested(),
      );
      const keys = ["k", "l", "ä"];
      return {
        json: (from) =>
          Object.fromEntries(from.some(keys, 3).map((key) => [key, inner.json(from)])),
        value: (from) => new Map(from.some(keys, 3).map((key) => [key, inner.instance(from)])),
      };
    }
    case "chosen":
      return randomDiscriminator(random, put, inner, randomClass(random, 0, odd), odd);
  }
}
