import "reflect-metadata";
import { Exclude, Expose, Transform, Type } from "class-transformer";
import {
  Allow,
  IsArray,
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Min,
  ValidateNested,
} from "class-validator";
import { describePayload } from "../../src/codec/index.js";

class Line {
  @IsInt() amount!: number;
}

describe("describePayload", () => {
  test("tells properties, names in JSON, optionality, rules and nested classes", () => {
    class Order {
      @Expose({ name: "order_id" }) @IsString() @Matches(/^o\d+$/) orderId!: string;
      @IsOptional() @IsIn(["a", "b"], { each: true }) tags?: string[];
      @Type(() => Line) @ValidateNested({ each: true }) lines!: Line[];
      @Expose() bare!: string;
      unseen?: string;
    }
    const { properties, lostTypes } = describePayload(Order);
    const byName = new Map(properties.map((property) => [property.property, property]));
    expect([...byName.keys()].sort()).toEqual(["bare", "lines", "orderId", "tags"]);
    expect(byName.get("orderId")).toMatchObject({
      wireName: "order_id",
      optional: false,
      type: undefined,
    });
    expect(byName.get("orderId")?.rules).toEqual(
      expect.arrayContaining([
        { name: "isString" },
        expect.objectContaining({
          name: "matches",
          constraints: expect.arrayContaining(["/^o\\d+$/"]) as unknown,
        }),
      ]),
    );
    expect(byName.get("tags")).toMatchObject({ wireName: "tags", optional: true });
    expect(byName.get("tags")?.rules).toContainEqual({
      name: "isIn",
      constraints: [["a", "b"]],
      each: true,
    });
    expect(byName.get("lines")).toMatchObject({ type: Line });
    expect(byName.get("bare")?.rules).toEqual([]);
    expect(lostTypes).toEqual([]);
  });

  test("tells inherited properties with their rules", () => {
    class Base {
      @Expose({ name: "the_amount" }) @IsInt() @Min(1) amount!: number;
    }
    class Sub extends Base {}
    const [amount, ...more] = describePayload(Sub).properties;
    expect(more).toEqual([]);
    expect(amount).toMatchObject({ property: "amount", wireName: "the_amount" });
    expect(amount?.rules.map(({ name }) => name).sort()).toEqual(["isInt", "min"]);
  });

  test("knows properties without decorators only by their initial values", () => {
    class Bare {
      name = "";
      unset?: string;
    }
    expect(describePayload(Bare)).toMatchObject({
      properties: [
        { property: "name", wireName: "name", optional: false, rules: [], type: undefined },
      ],
      lostTypes: [],
      ownFields: ["name"],
    });
  });

  test("tells which types JSON does not bring back, and which only perhaps", () => {
    class Typed {
      @IsDate() date!: Date;
      @Allow() map!: Map<string, string>;
      @Allow() line!: Line;
      @Allow() big!: bigint;
      @ValidateNested() nested!: object;
      @ValidateNested({ each: true }) lines!: Line[];
      @IsArray() list!: unknown[];
    }
    expect(
      describePayload(Typed).lostTypes.map(
        ({ property, declared, severity, remedy }) =>
          `${property} ${declared} ${severity}: ${remedy}`,
      ),
    ).toEqual([
      "date Date error: @Type(() => Date)",
      "map Map error: @Type(() => Element)",
      "line Line error: @Type(() => Line)",
      "big BigInt error: @IsBigInt()",
      "nested nested object error: @Type(() => Class)",
      "lines Array error: @Type(() => Element)",
      "list Array warning: @Type(() => Element)",
    ]);
  });

  test("finds nothing lost where a decorator takes care of it, or JSON knows the type", () => {
    class Typed {
      @Type(() => Date) @IsDate() date!: Date;
      @Transform(({ value }) => BigInt(String(value))) @Allow() big!: bigint;
      @Exclude() @Allow() cache!: Map<string, string>;
      @IsString({ each: true }) names!: string[];
      @Allow() text!: string;
      @Allow() count!: number;
      @Allow() flag!: boolean;
      @Allow() anything!: unknown;
    }
    expect(describePayload(Typed).lostTypes).toEqual([]);
  });
});
