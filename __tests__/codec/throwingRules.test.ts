import "reflect-metadata";
import { Expose, Type } from "class-transformer";
import {
  IsByteLength,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
} from "class-validator";
import { payloadCodec } from "../../src/codec/index.js";
import { violationsIn } from "../support/violationsIn.js";

class Paid {
  @IsNumber({ maxDecimalPlaces: 2 }) amount!: number;
  @IsOptional() @Expose({ name: "the_note" }) @IsByteLength(0, 10) note?: string;
}
class Bill {
  @Type(() => Paid) @ValidateNested({ each: true }) parts: Paid[] = [];
  @IsString() owner!: string;
}

describe.each(["strict", "tolerant"] as const)("a rule that throws (%s)", (strictness) => {
  const paid = payloadCodec(Paid, strictness);
  const amounts =
    "amount must be a number conforming to the specified constraints (the rule threw a TypeError)";

  test.each([1e-7, -2e-7, 4e-300])("is broken by the value that it threw at: %p", (amount) => {
    expect(violationsIn(() => paid.decode({ amount }))).toEqual([
      { path: "amount", rule: "isNumber", message: amounts },
    ]);
  });

  test("is told under the name in JSON, beside what else is wrong, and in depth", () => {
    const json = { parts: [{ amount: 1 }, { amount: 1e-9, the_note: "\ud800" }], owner: 5 };
    expect(violationsIn(() => payloadCodec(Bill, strictness).decode(json))).toEqual([
      { path: "owner", rule: "isString", message: "owner must be a string" },
      { path: "parts[1].amount", rule: "isNumber", message: amounts },
      {
        path: "parts[1].the_note",
        rule: "isByteLength",
        message: "note's byte length must fall into (0, 10) range (the rule threw a URIError)",
      },
    ]);
  });

  test("leaves nothing behind: the next value is judged as ever", () => {
    expect(() => paid.decode({ amount: 1e-7 })).toThrow();
    expect(paid.decode({ amount: 1.25 })).toEqual(Object.assign(new Paid(), { amount: 1.25 }));
    expect(violationsIn(() => paid.decode({ amount: 1.255 }))[0]?.message).not.toMatch(/threw/);
  });
});

describe("an author's rule that throws", () => {
  @ValidatorConstraint({ name: "broken" })
  class Broken {
    validate(): boolean {
      throw new Error("not today");
    }
  }

  test("tells what it threw", () => {
    class Odd {
      @Validate(Broken, { message: "the value is odd" }) value!: string;
    }
    expect(violationsIn(() => payloadCodec(Odd, "strict").decode({ value: "x" }))).toEqual([
      {
        path: "value",
        rule: "broken",
        message: "the value is odd (the rule threw Error: not today)",
      },
    ]);
  });

  test("may have a message that throws, too", () => {
    const message = (): string => {
      throw new Error("no words");
    };
    class Speechless {
      @IsInt({ message }) value!: number;
    }
    expect(violationsIn(() => payloadCodec(Speechless, "strict").decode({ value: "x" }))).toEqual([
      { path: "value", rule: "isInt", message: "value breaks a rule" },
    ]);
  });

  test("may be a condition, of the property or of one rule", () => {
    class Conditional {
      @ValidateIf(({ b }: { b: { c: number } }) => b.c > 1) @IsInt() a!: number;
      @IsInt({ validateIf: ({ b }: { b: { c: number } }) => b.c > 1 }) d!: number;
      @IsOptional() @IsString() b?: string;
    }
    expect(
      violationsIn(() => payloadCodec(Conditional, "strict").decode({ a: 1, d: 1 })).map(
        ({ path, rule, message }) => [path, rule, message],
      ),
    ).toEqual([
      [
        "a",
        "conditionalValidation",
        "a has a condition that cannot be asked (the condition threw a TypeError)",
      ],
      [
        "d",
        "conditionalValidation",
        "d has a condition that cannot be asked (the condition threw a TypeError)",
      ],
    ]);
  });
});

test("a getter that throws while rules are asked is told of the whole", () => {
  class Total {
    @IsOptional() lines?: number[];
    @IsInt() get total(): number {
      if (this.lines === undefined) throw new TypeError("no lines");
      return this.lines.length;
    }
  }
  expect(violationsIn(() => payloadCodec(Total, "tolerant").decode({}))).toEqual([
    { path: "", rule: "validation", message: "cannot be checked: (the rule threw a TypeError)" },
  ]);
});
