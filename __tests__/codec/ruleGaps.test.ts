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
import { holding } from "./holding.js";

class Line {
  @IsInt() amount!: number;
}
const nested = [Type(() => Line), ValidateNested()];

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
    ["a single value", holding("line", Line, ...nested), ["nothing", "a list"]],
    ["with @IsDefined", holding("line", Line, ...nested, IsDefined()), ["a list"]],
    ["with @IsObject", holding("line", Line, ...nested, IsObject()), []],
    ["with @IsInstance", holding("line", Line, ...nested, IsInstance(Line)), []],
    ["that is optional", holding("line", Line, ...nested, IsOptional()), ["a list"]],
    [
      "under a condition",
      holding(
        "line",
        Line,
        ...nested,
        ValidateIf(() => true),
      ),
      ["a list"],
    ],
    ["a list", holding("line", Array, ...nested), ["nothing", "a single value"]],
    ["a list with @IsArray", holding("line", Array, ...nested, IsArray()), []],
    ["a list with @ArrayNotEmpty", holding("line", Array, ...nested, ArrayNotEmpty()), []],
    ["a map", holding("line", Map, ...nested), ["nothing", "a list"]],
    ["a map with @IsObject", holding("line", Map, ...nested, IsObject()), []],
    ["a set", holding("line", Set, ...nested), ["nothing", "a single value"]],
    ["a set with @IsInstance(Set)", holding("line", Set, ...nested, IsInstance(Set)), []],
    ["a union, of which nobody knows", holding("line", Object, ...nested), []],
    [
      "no @ValidateNested",
      holding(
        "line",
        Line,
        Type(() => Line),
        IsObject(),
      ),
      ["unchecked values"],
    ],
    [
      "none on a list",
      holding(
        "line",
        Array,
        Type(() => Line),
        IsArray(),
      ),
      ["unchecked values"],
    ],
    [
      "none on a map",
      holding(
        "line",
        Map,
        Type(() => Line),
        IsObject(),
      ),
      ["unchecked values"],
    ],
    [
      "none on a union",
      holding(
        "line",
        Object,
        Type(() => Line),
        Allow(),
      ),
      ["unchecked values"],
    ],
    [
      "a transform's value",
      holding(
        "line",
        Line,
        Type(() => Line),
        Transform(() => 1),
        Allow(),
      ),
      [],
    ],
    ["what nobody sends", holding("line", Line, ...nested, Exclude()), []],
    [
      "a date",
      holding(
        "line",
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
    expect(passes(holding("line", Line, ...nested), { isOptional: true })).toEqual(["a list"]);
    class WithDefault {
      @Type(() => Line) @ValidateNested({ each: true }) lines: Line[] = [];
    }
    expect(passes(WithDefault)).toEqual(["a single value"]);
  });

  test("a union of classes is one value, where the source says so", () => {
    const union = { holdsOne: true };
    expect(passes(holding("line", Object, ...nested), union)).toEqual(["nothing", "a list"]);
    expect(passes(holding("line", Object, ...nested, IsDefined()), union)).toEqual(["a list"]);
    expect(passes(holding("line", Object, ...nested, IsObject()), union)).toEqual([]);
  });

  test("a class that has no rules asks for nothing", () => {
    class Free {}
    expect(
      passes(
        holding(
          "line",
          Free,
          Type(() => Free),
          Allow(),
        ),
      ),
    ).toEqual([]);
  });
});
