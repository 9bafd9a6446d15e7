import "reflect-metadata";
import { Exclude, Transform, Type } from "class-transformer";
import {
  Allow,
  ArrayNotEmpty,
  IsArray,
  IsDefined,
  IsInstance,
  IsInt,
  IsObject,
  IsOptional,
  ValidateIf,
  ValidateNested,
} from "class-validator";
import { payloadCodec, ruleGaps } from "../../src/codec/index.js";
import type { DeclaredProperty } from "../../src/codec/ruleGaps.js";
import type { Class } from "../../src/domain/index.js";

class Line {
  @IsInt() amount!: number;
}
const nested = [Type(() => Line), ValidateNested()];

/** A class with one property of the type that the compiler would emit. */
function holding(emitted: unknown, ...decorators: readonly PropertyDecorator[]): Class {
  class Holder {
    declare line: unknown;
  }
  Reflect.defineMetadata("design:type", emitted, Holder.prototype, "line");
  for (const decorate of decorators) decorate(Holder.prototype, "line");
  return Holder;
}

const passes = (target: Class, declared: Partial<DeclaredProperty> = {}): readonly string[] =>
  ruleGaps(target, () => ({ isOptional: false, holdsOne: false, ...declared })).flatMap(
    (gap) => gap.passes,
  );
const takes = (target: Class, json: object): boolean => {
  try {
    payloadCodec(target, "tolerant").decode(json);
    return true;
  } catch {
    return false;
  }
};

describe("what the rules let through and the type forbids", () => {
  test.each<[string, Class, readonly string[]]>([
    ["a single value", holding(Line, ...nested), ["nothing", "a list"]],
    ["with @IsDefined", holding(Line, ...nested, IsDefined()), ["a list"]],
    ["with @IsObject", holding(Line, ...nested, IsObject()), []],
    ["with @IsInstance", holding(Line, ...nested, IsInstance(Line)), []],
    ["that is optional", holding(Line, ...nested, IsOptional()), ["a list"]],
    [
      "under a condition",
      holding(
        Line,
        ...nested,
        ValidateIf(() => true),
      ),
      ["a list"],
    ],
    ["a list", holding(Array, ...nested), ["nothing", "a single value"]],
    ["a list with @IsArray", holding(Array, ...nested, IsArray()), []],
    ["a list with @ArrayNotEmpty", holding(Array, ...nested, ArrayNotEmpty()), []],
    ["a map", holding(Map, ...nested), ["nothing", "a list"]],
    ["a map with @IsObject", holding(Map, ...nested, IsObject()), []],
    ["a set", holding(Set, ...nested), ["nothing", "a single value"]],
    ["a set with @IsInstance(Set)", holding(Set, ...nested, IsInstance(Set)), []],
    ["a union, of which nobody knows", holding(Object, ...nested), []],
    [
      "no @ValidateNested",
      holding(
        Line,
        Type(() => Line),
        IsObject(),
      ),
      ["unchecked values"],
    ],
    [
      "none on a list",
      holding(
        Array,
        Type(() => Line),
        IsArray(),
      ),
      ["unchecked values"],
    ],
    [
      "none on a map",
      holding(
        Map,
        Type(() => Line),
        IsObject(),
      ),
      ["unchecked values"],
    ],
    [
      "none on a union",
      holding(
        Object,
        Type(() => Line),
        Allow(),
      ),
      ["unchecked values"],
    ],
    [
      "a transform's value",
      holding(
        Line,
        Type(() => Line),
        Transform(() => 1),
        Allow(),
      ),
      [],
    ],
    ["what nobody sends", holding(Line, ...nested, Exclude()), []],
    [
      "a date",
      holding(
        Date,
        Type(() => Date),
        Allow(),
      ),
      [],
    ],
  ])("%s", (_title, target, expected) => {
    expect(passes(target)).toEqual(expected);
    // What is told is what happens.
    if (expected.includes("nothing")) expect(takes(target, {})).toBe(true);
    if (expected.includes("a list")) expect(takes(target, { line: [{ amount: 1 }] })).toBe(true);
    if (expected.includes("a single value"))
      expect(takes(target, { line: { amount: 1 } })).toBe(true);
  });

  test("a question mark, or an initial value, says that it may be missing", () => {
    expect(passes(holding(Line, ...nested), { isOptional: true })).toEqual(["a list"]);
    class WithDefault {
      @Type(() => Line) @ValidateNested({ each: true }) lines: Line[] = [];
    }
    expect(passes(WithDefault)).toEqual(["a single value"]);
  });

  test("a union of classes is one value, where the source says so", () => {
    const union = { holdsOne: true };
    expect(passes(holding(Object, ...nested), union)).toEqual(["nothing", "a list"]);
    expect(passes(holding(Object, ...nested, IsDefined()), union)).toEqual(["a list"]);
    expect(passes(holding(Object, ...nested, IsObject()), union)).toEqual([]);
  });

  test("a class that has no rules asks for nothing", () => {
    class Free {}
    expect(
      passes(
        holding(
          Free,
          Type(() => Free),
          Allow(),
        ),
      ),
    ).toEqual([]);
  });
});
