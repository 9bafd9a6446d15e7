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
import { holding } from "./holding.js";

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
    ["of numbers for a text", holding("x", String, IsInt()), ["isInt: string"], ["", "1"]],
    ["of limits for a text", holding("x", String, Min(1)), ["min: string"], ["1", "x"]],
    ["of text for a number", holding("x", Number, IsUUID()), ["isUuid: number"], [1, 0.5]],
    ["of patterns for a number", holding("x", Number, Matches(/1/)), ["matches: number"], [1]],
    ["of lists for a text", holding("x", String, IsArray()), ["isArray: string"], ["", "x"]],
    ["of text for a list", holding("x", Array, IsString()), ["isString: list"], [[], ["x"]]],
    ["of an enum for a list", holding("x", Array, IsEnum(Status)), ["isEnum: list"], [["open"]]],
    ["of objects for a list", holding("x", Array, IsObject()), ["isObject: list"], [[], [{}]]],
    [
      "of text for what becomes a Date",
      holding(
        "x",
        Date,
        Type(() => Date),
        IsDateString(),
      ),
      ["isDateString: Date"],
      ["2026-01-01"],
    ],
    ["of dates for a text", holding("x", String, IsDate()), ["isDate: string"], ["2026-01-01"]],
    ["beside @IsOptional", holding("x", String, IsOptional(), IsInt()), ["isInt: string"], ["1"]],
  ])("%s", (_, target, expected, refused) => {
    expect(refusingRules(target).map(({ rule, kind }) => `${rule}: ${kind}`)).toEqual(expected);
    expect(refused.filter((value) => takes(target, value))).toEqual([]);
  });

  test.each<[string, Class]>([
    ["a large limit", holding("x", Number, Min(1e300))],
    ["a list of values among others", holding("x", Number, IsIn(["a", 5_000_001]))],
    ["an enum", holding("x", String, IsEnum(Status))],
    ["many elements", holding("x", Array, ArrayMinSize(99))],
    ["each element", holding("x", Array, IsString({ each: true }))],
    [
      "what becomes a Date",
      holding(
        "x",
        Date,
        Type(() => Date),
        IsDate(),
      ),
    ],
    ["what @Transform makes", holding("x", String, Transform(Number), IsInt())],
    ["what nobody knows", holding("x", Object, IsInt())],
    [
      "a condition",
      holding(
        "x",
        String,
        ValidateIf(() => false),
        IsInt(),
      ),
    ],
    ["a rule of the author's", holding("x", Number, Validate(IsAccount))],
    ["what is not empty", holding("x", Number, IsNotEmpty())],
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
    ["a text", [], holding("x", String, IsString())],
    ["an optional one", [], holding("x", String, IsOptional(), IsString()), maybe],
    [
      "a required one with @IsOptional",
      ["+ nothing at all", "+ null"],
      holding("x", Number, IsOptional(), IsInt()),
    ],
    ["one that may be missing", ["- that it is missing"], holding("x", String, IsString()), maybe],
    ["one that may be null", ["- null"], holding("x", String, IsString()), nullable],
    ["@IsNotEmpty alone", ["+ a number"], holding("x", String, IsNotEmpty())],
    ["@IsOptional alone", ["+ a number"], holding("x", String, IsOptional()), maybe],
    ["a list of texts", [], holding("x", Array, IsArray(), IsString({ each: true }))],
    ["a list without @IsArray", ["+ a text"], holding("x", Array, IsString({ each: true }))],
    ["an enum with @IsEnum", [], holding("x", String, IsEnum(Status)), { isClosed: true }],
    [
      "an enum with @IsString",
      ["+ any string"],
      holding("x", String, IsString()),
      { isClosed: true },
    ],
    ["an enum of numbers", ["+ any number"], holding("x", Number, IsInt()), { isClosed: true }],
    ["a limited number", [], holding("x", Number, Max(5)), { isClosed: true }],
    ["@Allow", [], holding("x", String, Allow())],
    ["a rule of the author's", [], holding("x", String, IsNotEmpty(), Validate(IsAccount))],
    [
      "a condition",
      [],
      holding(
        "x",
        String,
        ValidateIf(() => true),
        IsNotEmpty(),
      ),
    ],
    ["what @Transform makes", [], holding("x", String, Transform(String), IsNotEmpty())],
    [
      "what is not written out",
      [],
      holding("x", Number, IsOptional(), IsInt()),
      { absent: undefined },
    ],
    ["a rule that refuses all", [], holding("x", String, IsPositive())],
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
    expect(takes(holding("x", String, IsNotEmpty()), 5)).toBe(true);
    expect(takes(holding("x", Array, IsString({ each: true })), "some text")).toBe(true);
    expect(takes(holding("x", String, IsOptional()), { a: 1 })).toBe(true);
    expect(takes(holding("x", String, IsString()), undefined)).toBe(false);
    expect(takes(holding("x", String, IsString()), null)).toBe(false);
  });
});
