import "reflect-metadata";
import { Transform, Type } from "class-transformer";
import {
  Allow,
  ArrayMinSize,
  IsArray,
  IsDate,
  IsDateString,
  IsEnum,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  Validate,
  ValidateIf,
  ValidatorConstraint,
} from "class-validator";
import { payloadCodec, refusingRules, typeGaps } from "../../src/codec/index.js";
import type { DeclaredType } from "../../src/codec/typeGaps.js";
import type { Class } from "../../src/domain/index.js";

enum Status {
  open = "open",
  closed = "closed",
}
@ValidatorConstraint({ name: "isAccount" })
class IsAccount {
  validate(value: unknown): boolean {
    return value === "ES91";
  }
}

/** A class with one property of the type that the compiler would emit. */
function holding(emitted: unknown, ...decorators: readonly PropertyDecorator[]): Class {
  class Holder {
    declare x: unknown;
  }
  Reflect.defineMetadata("design:type", emitted, Holder.prototype, "x");
  for (const decorate of decorators) decorate(Holder.prototype, "x");
  return Holder;
}

const takes = (target: Class, x: unknown): boolean => {
  try {
    payloadCodec(target, "tolerant").decode({ x });
    return true;
  } catch {
    return false;
  }
};

describe("rules that refuse every value of the property's type", () => {
  test.each<[string, Class, string[], readonly unknown[]]>([
    ["of numbers for a text", holding(String, IsInt()), ["isInt: string"], ["", "1"]],
    ["of limits for a text", holding(String, Min(1)), ["min: string"], ["1", "x"]],
    ["of text for a number", holding(Number, IsUUID()), ["isUuid: number"], [1, 0.5]],
    ["of patterns for a number", holding(Number, Matches(/1/)), ["matches: number"], [1]],
    ["of lists for a text", holding(String, IsArray()), ["isArray: string"], ["", "x"]],
    ["of text for a list", holding(Array, IsString()), ["isString: list"], [[], ["x"]]],
    ["of an enum for a list", holding(Array, IsEnum(Status)), ["isEnum: list"], [["open"]]],
    ["of objects for a list", holding(Array, IsObject()), ["isObject: list"], [[], [{}]]],
    [
      "of text for what becomes a Date",
      holding(
        Date,
        Type(() => Date),
        IsDateString(),
      ),
      ["isDateString: Date"],
      ["2026-01-01"],
    ],
    ["of dates for a text", holding(String, IsDate()), ["isDate: string"], ["2026-01-01"]],
    ["beside @IsOptional", holding(String, IsOptional(), IsInt()), ["isInt: string"], ["1"]],
  ])("%s", (_, target, expected, refused) => {
    expect(refusingRules(target).map(({ rule, kind }) => `${rule}: ${kind}`)).toEqual(expected);
    expect(refused.filter((value) => takes(target, value))).toEqual([]);
  });

  test.each<[string, Class]>([
    ["a large limit", holding(Number, Min(1e300))],
    ["a list of values among others", holding(Number, IsIn(["a", 5_000_001]))],
    ["an enum", holding(String, IsEnum(Status))],
    ["many elements", holding(Array, ArrayMinSize(99))],
    ["each element", holding(Array, IsString({ each: true }))],
    [
      "what becomes a Date",
      holding(
        Date,
        Type(() => Date),
        IsDate(),
      ),
    ],
    ["what @Transform makes", holding(String, Transform(Number), IsInt())],
    ["what nobody knows", holding(Object, IsInt())],
    [
      "a condition",
      holding(
        String,
        ValidateIf(() => false),
        IsInt(),
      ),
    ],
    ["a rule of the author's", holding(Number, Validate(IsAccount))],
    ["what is not empty", holding(Number, IsNotEmpty())],
  ])("are not those of %s", (_, target) => {
    expect(refusingRules(target)).toEqual([]);
  });
});

describe("rules and plain types that do not allow the same", () => {
  const NEVER = { null: false, undefined: false };
  const differences = (target: Class, declared: Partial<DeclaredType> = {}): string[] =>
    typeGaps(target, () => ({ absent: NEVER, isClosed: false, ...declared })).flatMap(
      ({ passes, refuses }) => [
        ...passes.map((what) => `+ ${what}`),
        ...refuses.map((what) => `- ${what}`),
      ],
    );
  const maybe = { absent: { null: false, undefined: true } };
  const nullable = { absent: { null: true, undefined: false } };

  const CASES: readonly [string, string[], Class, Partial<DeclaredType>?][] = [
    ["a text", [], holding(String, IsString())],
    ["an optional one", [], holding(String, IsOptional(), IsString()), maybe],
    [
      "a required one with @IsOptional",
      ["+ nothing at all", "+ null"],
      holding(Number, IsOptional(), IsInt()),
    ],
    ["one that may be missing", ["- that it is missing"], holding(String, IsString()), maybe],
    ["one that may be null", ["- null"], holding(String, IsString()), nullable],
    ["@IsNotEmpty alone", ["+ a number"], holding(String, IsNotEmpty())],
    ["@IsOptional alone", ["+ a number"], holding(String, IsOptional()), maybe],
    ["a list of texts", [], holding(Array, IsArray(), IsString({ each: true }))],
    ["a list without @IsArray", ["+ a text"], holding(Array, IsString({ each: true }))],
    ["an enum with @IsEnum", [], holding(String, IsEnum(Status)), { isClosed: true }],
    ["an enum with @IsString", ["+ any string"], holding(String, IsString()), { isClosed: true }],
    ["an enum of numbers", ["+ any number"], holding(Number, IsInt()), { isClosed: true }],
    ["a limited number", [], holding(Number, Max(5)), { isClosed: true }],
    ["@Allow", [], holding(String, Allow())],
    ["a rule of the author's", [], holding(String, IsNotEmpty(), Validate(IsAccount))],
    [
      "a condition",
      [],
      holding(
        String,
        ValidateIf(() => true),
        IsNotEmpty(),
      ),
    ],
    ["what @Transform makes", [], holding(String, Transform(String), IsNotEmpty())],
    ["what is not written out", [], holding(Number, IsOptional(), IsInt()), { absent: undefined }],
    ["a rule that refuses all", [], holding(String, IsPositive())],
  ];
  test.each(
    CASES.map(([name, expected, target, declared = {}]) => ({ name, expected, target, declared })),
  )("$name", ({ expected, target, declared }) => {
    expect(differences(target, declared)).toEqual(expected);
  });

  test("an initial value stands for what is not sent, but not for null", () => {
    class Page {
      @IsOptional() @IsInt() size = 10;
      @IsInt() number = 1;
    }
    expect(typeGaps(Page, () => ({ absent: NEVER, isClosed: false }))).toMatchObject([
      { property: "size", passes: ["null"], isInitialized: true },
    ]);
    const { size } = payloadCodec(Page, "strict").decode({ size: null });
    expect(size).toBeNull();
  });

  test("what is told to pass does pass, and what is told to be refused is", () => {
    expect(takes(holding(String, IsNotEmpty()), 5)).toBe(true);
    expect(takes(holding(Array, IsString({ each: true })), "some text")).toBe(true);
    expect(takes(holding(String, IsOptional()), { a: 1 })).toBe(true);
    expect(takes(holding(String, IsString()), undefined)).toBe(false);
    expect(takes(holding(String, IsString()), null)).toBe(false);
  });
});
