import "reflect-metadata";
import { Expose, Type } from "class-transformer";
import {
  ArrayNotEmpty,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
} from "class-validator";
import { InvalidPayloadError, payloadCodec } from "../../../src/codec/index.js";
import type { Class } from "../../../src/domain/index.js";
import { pairOf, type Verdict } from "./agreement.js";

@ValidatorConstraint({ name: "even" })
class Even {
  validate(value: unknown): boolean {
    return typeof value === "number" && value % 2 === 0;
  }
}

class Line {
  @IsPositive() @Expose({ name: "unit_price" }) unitPrice!: number;
}

class Order {
  @IsUUID() @Expose({ name: "order_id" }) orderId = "4cc5ef8a-1b7b-4f3a-9d35-8d2f3d1f5e11";
  @IsInt({ message: "$property of $target is $value, not a count" }) count = 1;
  @Max(9, { message: "at most $constraint1" }) @IsPositive() size = 1;
  @IsIn(["$&", "b"]) kind = "b";
  @IsOptional() @Length(3, 5) code?: string;
  @IsString({ each: true }) @ArrayNotEmpty() tags = ["a"];
  @Matches(/^a/) @Matches(/b$/, { message: "must end in b" }) text = "ab";
  @IsEmail({}, { message: () => "an author's own words" }) mail = "ann@example.org";
  @Validate(Even) even = 2;
  @ValidateIf((order: Order) => order.count > 1) @IsString() many?: string;
  @Expose({ name: "nameless" }) @IsInt() "" = 1;
  @Type(() => Line) @ValidateNested({ each: true }) lines: Line[] = [];
}

/** What a command of the class is refused with, in which the libraries agree. */
function messageOf(target: Class, json: object): string {
  expect(pairOf(target, "strict").decode(() => structuredClone(json))).toBe(
    "refused in their words",
  );
  try {
    payloadCodec(target, "strict").decode(structuredClone(json));
  } catch (error) {
    if (error instanceof InvalidPayloadError) return error.message;
  }
  throw new Error("it was not refused");
}

const verdict = (json: object): Verdict =>
  pairOf(Order, "strict").decode(() => structuredClone(json));

const KINDS = ["a"];

class Chosen {
  @IsIn(KINDS) kind = "a";
  @Max(9, { message: "$property\n$constraint1" }) size = 1;
  @IsInt({ each: true, message: "$property: $value" }) counts = [1];
}

class Holder {
  @Type(() => Chosen) @ValidateNested({ each: true }) list: Chosen[] = [];
  @Type(() => Chosen) @ValidateNested() @IsOptional() one?: Chosen;
}

describe("refusals in the libraries' words", () => {
  test.each([
    { order_id: "?" },
    { count: "1" },
    { count: 1.5, size: 0 },
    { size: 10 },
    { kind: "c" },
    { code: "ab" },
    { code: "abcdef" },
    { tags: [] },
    { tags: ["a", 1] },
    { text: "c" },
    { count: 2 },
    { lines: [{ unit_price: 1 }, { unit_price: -1 }] },
    { unknown: 1, count: null },
    { "7": true },
    { lines: [{ unit_price: 1, other: "x" }] },
  ])("%j is refused without the libraries, as they refuse it", (json) => {
    expect(verdict(json)).toBe("refused in their words");
  });

  test.each([
    { mail: "?" },
    { even: 3 },
    { orderId: "?" },
    { lines: ["?"] },
    { lines: 3 },
    { meta: { constructor: 1 } },
    { "": 1 },
    { nameless: "?" },
  ])("of %j only the libraries know what to say", (json) => {
    expect(verdict(json)).toBe("refused");
  });

  const chosen = (json: object): string => messageOf(Chosen, json);

  test("a list that the author fills later is told as it is then", () => {
    expect(chosen({ kind: "b" })).toBe("kind: kind must be one of the following values: a");
    KINDS.push("c");
    expect(chosen({ kind: "b" })).toBe("kind: kind must be one of the following values: a, c");
  });

  test("several are told in the order of their paths and rules, each on one line", () => {
    expect(chosen({ size: 10, other: 1, counts: ["?"] })).toBe(
      "counts: counts: $value; other: property other should not exist; size: size\\u000a9",
    );
  });

  test("the same rule is told at each place where it is broken", () => {
    expect(messageOf(Holder, { one: { size: 10 } })).toBe("one.size: size\\u000a9");
    expect(messageOf(Holder, { list: [{}, { counts: [0.5] }], one: { kind: "?" } })).toBe(
      "list[1].counts: counts: $value; one.kind: kind must be one of the following values: a, c",
    );
  });

  test("a command's refusal has no stack, for making one takes longer than deciding", () => {
    const refusal = (strictness: "strict" | "tolerant"): Error => {
      try {
        payloadCodec(Order, strictness).decode({ count: "1" });
      } catch (error) {
        if (error instanceof InvalidPayloadError) return error;
      }
      throw new Error("it was not refused");
    };
    expect(refusal("strict").message).toBe("count: count of Order is 1, not a count");
    expect(refusal("strict").stack).not.toMatch(/\n\s+at /);
    expect(refusal("tolerant").stack).toMatch(/\n\s+at /);
    expect(new Error("another").stack).toMatch(/\n\s+at /);
  });
});
