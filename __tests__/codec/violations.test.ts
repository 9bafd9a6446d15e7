import "reflect-metadata";
import { Expose, Type } from "class-transformer";
import {
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsPositive,
  IsString,
  Length,
  ValidateNested,
} from "class-validator";
import { formatViolation, InvalidPayloadError, payloadCodec } from "../../src/codec/index.js";
import { invalidPayload, violationsIn } from "../support/violationsIn.js";

class Tax {
  @Expose({ name: "tax_rate" }) @IsPositive() taxRate!: number;
}

class Line {
  @Expose({ name: "unit_price" }) @IsInt() @IsPositive() unitPrice!: number;
  @Expose({ name: "line_taxes" })
  @IsOptional()
  @Type(() => Tax)
  @ValidateNested({ each: true })
  lineTaxes?: Tax[];
}

class Order {
  @Expose({ name: "order_lines" })
  @Type(() => Line)
  @ValidateNested({ each: true })
  orderLines!: Line[];
  @Expose({ name: "first_line" }) @IsOptional() @Type(() => Line) @ValidateNested() first?: Line;
  @IsOptional() @Type(() => Line) @ValidateNested({ each: true }) byName?: Map<string, Line>;
  @IsOptional() @Type(() => Line) @ValidateNested({ each: true }) set?: Set<Line>;
  @IsOptional() @IsString({ each: true }) tags?: string[];
}

const orders = payloadCodec(Order, "strict");
const pathsIn = (json: object): readonly string[] =>
  violationsIn(() => orders.decode(json)).map(({ path, rule }) => `${path} ${rule}`);

describe("a violation's path", () => {
  test("is in the names of the JSON, through nested objects and arrays", () => {
    expect(
      pathsIn({
        order_lines: [
          { unit_price: 1 },
          { unit_price: 0, line_taxes: [{ tax_rate: 1 }, { tax_rate: -1 }] },
        ],
        first_line: { unit_price: -1 },
      }),
    ).toEqual([
      "first_line.unit_price isPositive",
      "order_lines[1].line_taxes[1].tax_rate isPositive",
      "order_lines[1].unit_price isPositive",
    ]);
  });

  test("leads through maps and sets", () => {
    expect(
      pathsIn({
        order_lines: [],
        byName: { some: { unit_price: 0 } },
        set: [{ unit_price: 1 }, { unit_price: 0 }],
      }),
    ).toEqual(["byName.some.unit_price isPositive", "set[1].unit_price isPositive"]);
  });

  test("names the array whose elements break a rule", () => {
    expect(pathsIn({ order_lines: [], tags: ["a", 1] })).toEqual(["tags isString"]);
  });

  test("names what is there instead of a nested object", () => {
    expect(pathsIn({ order_lines: 1 })).toEqual(["order_lines nestedValidation"]);
    expect(pathsIn({ order_lines: [1] })).toEqual(["order_lines[0] nestedValidation"]);
  });
});

describe("violations", () => {
  class Name {
    @IsString() @IsNotEmpty() @Length(2, 5) zulu!: string;
    @IsString() alpha!: string;
  }
  const names = payloadCodec(Name, "strict");

  test("are all told, by path and then by rule, whatever the order in the JSON", () => {
    const expected = [
      ["alpha", "isString"],
      ["mike", "whitelistValidation"],
      ["zulu", "isLength"],
      ["zulu", "isNotEmpty"],
      ["zulu", "isString"],
    ];
    for (const json of [
      { zulu: null, mike: 1 },
      { mike: 1, zulu: null },
    ]) {
      const violations = violationsIn(() => names.decode(json));
      expect(violations.map(({ path, rule }) => [path, rule])).toEqual(expected);
    }
  });

  test("are ordered by code unit, not by a language's alphabet", () => {
    const violations = violationsIn(() =>
      names.decode({ zulu: "abc", alpha: "", ä: 1, Z: 1, b: 1 }),
    );
    expect(violations.map(({ path }) => path)).toEqual(["Z", "b", "ä"]);
  });

  test("carry class-validator's own words and nothing of the value", () => {
    expect(violationsIn(() => names.decode({ zulu: "secret", alpha: "" }))).toEqual([
      {
        path: "zulu",
        rule: "isLength",
        message: "zulu must be shorter than or equal to 5 characters",
      },
    ]);
  });

  test("make one readable line", () => {
    const error = invalidPayload(() => names.decode({ zulu: "abc", extra: 1 }));
    expect(error.name).toBe("InvalidPayloadError");
    expect(error.message).toBe(
      "alpha: alpha must be a string; extra: property extra should not exist",
    );
  });

  test("make one line even if names hold line breaks and control characters", () => {
    const { message } = invalidPayload(() =>
      names.decode({ zulu: "abc", alpha: "", "a\nb\u2028\u0000": 1 }),
    );
    expect(message).toBe(
      "a\\u000ab\\u2028\\u0000: property a\\u000ab\\u2028\\u0000 should not exist",
    );
  });

  test("of the whole have no path, and none is written", () => {
    expect(formatViolation({ path: "", rule: "isObject", message: "expected an object" })).toBe(
      "expected an object",
    );
    const error = new InvalidPayloadError([
      { path: "b", rule: "r", message: "second" },
      { path: "", rule: "r", message: "first" },
    ]);
    expect(error.message).toBe("first; b: second");
    expect(error.violations.map(({ path }) => path)).toEqual(["", "b"]);
  });
});
