import "reflect-metadata";
import { Expose, Type } from "class-transformer";
import { IsOptional, IsPositive, IsString, ValidateNested } from "class-validator";
import { parseJson, payloadCodec } from "../../src/codec/index.js";
import { violationsIn } from "../support/violationsIn.js";

class Line {
  @Expose({ name: "unit_price" }) @IsPositive() unitPrice!: number;
}

abstract class Priced {
  prices = [40, 2];

  get total(): number {
    return this.prices.reduce((sum, price) => sum + price);
  }
}

class Ordered extends Priced {
  @Expose({ name: "order_id" }) @IsString() orderId!: string;
  @IsOptional() @Type(() => Line) @ValidateNested({ each: true }) lines?: Line[];

  describe(): string {
    return `order ${this.orderId}`;
  }
}

const decode = (text: string): Ordered => payloadCodec(Ordered, "tolerant").decode(parseJson(text));

describe("an event is read tolerantly", () => {
  test("properties that the class does not know are kept, nested ones too", () => {
    const ordered = decode(
      `{"order_id":"o1","colour":"red","lines":[{"unit_price":2,"size":[1,{"a":null}]}]}`,
    );
    expect(ordered).toEqual(
      Object.assign(new Ordered(), {
        orderId: "o1",
        colour: "red",
        lines: [Object.assign(new Line(), { unitPrice: 2, size: [1, { a: null }] })],
      }),
    );
  });

  test.each(["__proto__", "constructor", "prototype"])(
    "the key %s is dropped at every level",
    (key) => {
      const evil = `"${key}":{"polluted":true}`;
      const ordered = decode(
        `{${evil},"order_id":"o1","lines":[{${evil},"unit_price":2}],"unknown":{${evil},"a":1}}`,
      );
      expect(ordered).toEqual(
        Object.assign(new Ordered(), {
          orderId: "o1",
          lines: [Object.assign(new Line(), { unitPrice: 2 })],
          unknown: { a: 1 },
        }),
      );
      expect(Object.getPrototypeOf(ordered)).toBe(Ordered.prototype);
      expect(ordered.constructor).toBe(Ordered);
      expect(Reflect.get({}, "polluted")).toBeUndefined();
    },
  );

  test("methods and getters are not shadowed, inherited ones neither", () => {
    const ordered = decode(`{"order_id":"o1","describe":"x","total":1,"toString":"y"}`);
    expect(ordered.describe()).toBe("order o1");
    expect(ordered.total).toBe(42);
    expect(Object.keys(ordered)).toEqual(["prices", "orderId"]);
  });

  test("a renamed property under its class name is not taken for the property", () => {
    expect(decode(`{"order_id":"o1","orderId":"o2"}`).orderId).toBe("o1");
    expect(violationsIn(() => decode(`{"orderId":"o2"}`))).toEqual([
      { path: "order_id", rule: "isString", message: "orderId must be a string" },
    ]);
  });

  test("the rules hold as they do for commands", () => {
    expect(violationsIn(() => decode(`{"order_id":1,"lines":[{"unit_price":0}]}`))).toEqual([
      {
        path: "lines[0].unit_price",
        rule: "isPositive",
        message: "unitPrice must be a positive number",
      },
      { path: "order_id", rule: "isString", message: "orderId must be a string" },
    ]);
  });

  test("a class without rules takes any object", () => {
    class Free {}
    expect(payloadCodec(Free, "tolerant").decode({ a: 1 })).toEqual(
      Object.assign(new Free(), { a: 1 }),
    );
  });
});
