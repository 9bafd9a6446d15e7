import "reflect-metadata";
import { Expose, Type } from "class-transformer";
import { Allow, IsOptional, IsPositive, IsString, ValidateNested } from "class-validator";
import { parseJson, payloadCodec } from "../../src/codec/index.js";
import { violationsIn } from "../support/violationsIn.js";

class Line {
  @Expose({ name: "unit_price" }) @IsPositive() unitPrice!: number;
}

class Order {
  @Expose({ name: "order_id" }) @IsString() orderId!: string;
  @IsOptional() @Type(() => Line) @ValidateNested({ each: true }) lines?: Line[];
  @IsOptional() @Type(() => Line) @ValidateNested({ each: true }) byName?: Map<string, Line>;
  @IsOptional() @Allow() extra?: unknown;

  decide(): string {
    return `decided ${this.orderId}`;
  }

  get total(): number {
    return this.lines?.length ?? 0;
  }
}

class Free {}

const orders = payloadCodec(Order, "strict");
const decode = (text: string): Order => orders.decode(parseJson(text));
const unwanted = (path: string, property = path, hint = "") => ({
  path,
  rule: "whitelistValidation",
  message: `property ${property} should not exist${hint}`,
});

describe("a command is read strictly", () => {
  test("a valid one becomes an instance, under the names of the class", () => {
    const order = decode(`{"order_id":"o1","lines":[{"unit_price":2}]}`);
    expect(order).toBeInstanceOf(Order);
    expect(order.orderId).toBe("o1");
    expect(order.lines?.[0]).toBeInstanceOf(Line);
    expect(order.lines?.[0]?.unitPrice).toBe(2);
    expect(Object.keys(order)).toEqual(["orderId", "lines"]);
    expect(order.decide()).toBe("decided o1");
  });

  test.each([
    [`{"order_id":"o1","colour":"red"}`, [unwanted("colour")]],
    [
      `{"order_id":"o1","lines":[{"unit_price":2,"colour":"red"}]}`,
      [unwanted("lines[0].colour", "colour")],
    ],
    [`{"order_id":"o1","":1}`, [unwanted("")]],
    [`{"order_id":"o1","b":1,"a":{"c":1}}`, [unwanted("a"), unwanted("b")]],
  ])("unknown properties are refused, all of them: %s", (text, violations) => {
    expect(violationsIn(() => decode(text))).toEqual(violations);
  });

  test.each([
    [`{"order_id":"o1","decide":1}`, [unwanted("decide")]],
    [`{"order_id":"o1","total":1}`, [unwanted("total")]],
    [`{"order_id":"o1","toString":1}`, [unwanted("toString")]],
    [`{"order_id":"o1","hasOwnProperty":1}`, [unwanted("hasOwnProperty")]],
    [`{"order_id":"o1","extra":{"valueOf":1}}`, [unwanted("extra.valueOf", "valueOf")]],
    [`{"order_id":"o1","byName":{"size":{}}}`, [unwanted("byName.size", "size")]],
    [
      `{"order_id":"o1","byName":{"unit_price":{"unit_price":1}}}`,
      [unwanted("byName.unit_price", "unit_price")],
    ],
  ])("names of methods and getters are refused: %s", (text, violations) => {
    expect(violationsIn(() => decode(text))).toEqual(violations);
  });

  test.each(["__proto__", "constructor", "prototype"])(
    "the key %s is refused at every level and pollutes nothing",
    (key) => {
      const evil = `"${key}":{"polluted":true,"isAdmin":true}`;
      const text = `{${evil},"order_id":"o1","lines":[{"unit_price":2,${evil}}],"extra":{"in":[{${evil}}]}}`;
      const paths = [key, `extra.in[0].${key}`, `lines[0].${key}`].sort();
      expect(violationsIn(() => decode(text))).toEqual(paths.map((path) => unwanted(path, key)));
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(Reflect.get({}, "polluted")).toBeUndefined();
      expect(Reflect.get(Order.prototype, "isAdmin")).toBeUndefined();
      expect(new Order()).toBeInstanceOf(Order);
    },
  );

  test("a renamed property under its class name is refused, and its name in JSON told", () => {
    expect(violationsIn(() => decode(`{"orderId":"o1"}`))).toEqual([
      unwanted("orderId", "orderId", "; it is sent as order_id"),
      { path: "order_id", rule: "isString", message: "orderId must be a string" },
    ]);
    expect(violationsIn(() => decode(`{"orderId":"o2","order_id":"o1"}`))).toEqual([
      unwanted("orderId", "orderId", "; it is sent as order_id"),
    ]);
    expect(
      violationsIn(() =>
        decode(`{"order_id":"o1","lines":[{"unit_price":1},{"unit_price":1,"unitPrice":2}]}`),
      ),
    ).toEqual([unwanted("lines[1].unitPrice", "unitPrice", "; it is sent as unit_price")]);
  });

  test("the keys of a Map are data, not properties", () => {
    class Named {
      @IsString() name!: string;
    }
    class Registry {
      @Type(() => Named) @ValidateNested({ each: true }) byName!: Map<string, Named>;
    }
    const { byName } = payloadCodec(Registry, "strict").decode({
      byName: { name: { name: "a" }, describe: { name: "b" } },
    });
    expect(byName).toEqual(
      new Map([
        ["name", Object.assign(new Named(), { name: "a" })],
        ["describe", Object.assign(new Named(), { name: "b" })],
      ]),
    );
  });

  test("two properties may exchange their names", () => {
    class Swapped {
      @Expose({ name: "b" }) @IsString() a!: string;
      @Expose({ name: "a" }) @IsString() b!: string;
    }
    const codec = payloadCodec(Swapped, "strict");
    const swapped = codec.decode({ a: "1", b: "2" });
    expect([swapped.a, swapped.b]).toEqual(["2", "1"]);
    expect(codec.encode(swapped)).toEqual({ a: "1", b: "2" });
  });

  test("a class without rules takes the empty object only", () => {
    const codec = payloadCodec(Free, "strict");
    expect(codec.decode({})).toBeInstanceOf(Free);
    expect(violationsIn(() => codec.decode({ a: 1 }))).toEqual([unwanted("a")]);
  });

  test.each([
    ["null", "null"],
    ["[]", "an array of 0"],
    ['"text"', '"text"'],
    ["1", "1"],
    ["true", "true"],
  ])("%s is no command", (text, told) => {
    expect(violationsIn(() => decode(text))).toEqual([
      { path: "", rule: "isObject", message: `expected a JSON object, got ${told}` },
    ]);
  });

  test("types are not converted to make a value valid", () => {
    expect(violationsIn(() => decode(`{"order_id":1}`))).toMatchObject([
      { path: "order_id", rule: "isString" },
    ]);
    expect(
      violationsIn(() => decode(`{"order_id":"o1","lines":[{"unit_price":"2"}]}`)),
    ).toMatchObject([{ path: "lines[0].unit_price", rule: "isPositive" }]);
  });
});
