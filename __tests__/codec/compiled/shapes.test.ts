import "reflect-metadata";
import { Exclude, Expose, Transform, Type } from "class-transformer";
import { Allow, IsArray, IsInt, IsOptional, IsString, Min, ValidateNested } from "class-validator";
import type { Class } from "../../../src/domain/index.js";
import { pairOf, type Pair } from "./agreement.js";

const both = (target: Class): readonly Pair[] => [
  pairOf(target, "strict"),
  pairOf(target, "tolerant"),
];

describe("shapes of classes, each compiled and in agreement", () => {
  class Line {
    @Expose({ name: "unit_price" }) @Min(0) unitPrice!: number;
    @IsOptional() @IsString() note?: string;
  }
  class Order {
    @Expose({ name: "order_id" }) @IsString() orderId!: string;
    @IsArray() @Type(() => Line) @ValidateNested({ each: true }) lines: Line[] = [];
    @IsOptional() @Type(() => Order) @ValidateNested() previous?: Order;
  }

  test("lists, defaults and a class that holds itself", () => {
    const json = '{"order_id":"a","lines":[{"unit_price":1}],"previous":{"order_id":"b"}}';
    for (const pair of both(Order)) {
      expect(pair.decode(() => JSON.parse(json) as unknown)).toBe("taken");
      expect(pair.decode(() => ({ order_id: "a" }))).toBe("taken");
      expect(pair.decode(() => ({ lines: [], order_id: "a", previous: null }))).toBe("taken");
      expect(pair.decode(() => ({ order_id: "a", lines: [{ unit_price: -1 }] }))).toBe(
        "refused in their words",
      );
      expect(pair.decode(() => ({ order_id: "a", lines: [[{ unit_price: 1 }]] }))).toBe(
        "left to the libraries",
      );
    }
  });

  test("key order follows the JSON, whatever is known, renamed or initial", () => {
    class Mixed {
      @Expose({ name: "the_b" }) @IsInt() b!: number;
      @IsInt() a!: number;
      @IsInt() c = 1;
    }
    const [strict, tolerant] = both(Mixed) as [Pair, Pair];
    for (const json of [
      { the_b: 1, a: 2, c: 3 },
      { c: 3, a: 2, the_b: 1 },
      { a: 2, the_b: 1 },
    ])
      expect(strict.decode(() => ({ ...json }))).toBe("taken");
    expect(tolerant.decode(() => ({ z: [1, { y: 2 }], a: 2, "1": 0, the_b: 1 }))).toBe("taken");
    expect(tolerant.decode(() => ({ a: 2, the_b: 1, b: 5 }))).toBe("left to the libraries");
  });

  test("@Exclude and @Transform in either direction", () => {
    class Account {
      @Exclude() @IsOptional() @IsString() cache = "warm";
      @Exclude({ toPlainOnly: true }) @IsOptional() @IsString() secret?: string;
      @Exclude({ toClassOnly: true }) @IsOptional() @IsString() derived?: string;
      @Transform(
        ({ value, key, obj }) => `${String(value)} ${key} ${Object.keys(obj as object).join()}`,
      )
      @IsString()
      told!: string;
    }
    for (const pair of both(Account)) {
      expect(pair.decode(() => ({ told: 1, cache: "c", secret: "s", derived: "d" }))).toBe("taken");
      expect(
        pair.encode(() => Object.assign(new Account(), { told: "t", secret: "s", derived: "d" })),
      ).toBe("taken");
    }
  });

  test("initial functions stay, and constructors count once", () => {
    let made = 0;
    class Counting {
      @IsInt() amount!: number;
      @Allow() number = ++made;
      @Exclude() readonly helper = (): number => this.amount;
    }
    const pair = pairOf(Counting, "tolerant");
    const before = made;
    const codecs = pair.decode(() => ({ amount: 1, number: 0 }));
    expect(codecs).toBe("taken");
    // Once by the libraries, once by the compiled code.
    expect(made - before).toBe(2);
  });

  test.each([
    ['{"__proto__":{"a":1},"order_id":"a"}'],
    ['{"order_id":"a","constructor":1}'],
    ['{"order_id":"a","lines":[{"unit_price":1e400}]}'],
    ['{"order_id":"a","lines":[{"unit_price":-0}]}'],
    ['{"order_id":"\\ud800","lines":[{"unit_price":1,"x":{"hasOwnProperty":1}}]}'],
    [`{"order_id":"a","x":${"[".repeat(100)}${"]".repeat(100)}}`],
    [`{"order_id":"a","x":${'{"a":'.repeat(400)}1${"}".repeat(400)}}`],
  ])("%.60s", (json) => {
    for (const pair of both(Order)) pair.decode(() => JSON.parse(json) as unknown);
  });

  test("holes and undefined in arrays", () => {
    for (const pair of both(Order)) {
      // eslint-disable-next-line no-sparse-arrays -- holes are what is tested
      pair.decode(() => ({ order_id: "a", lines: [, { unit_price: 1 }] }));
      pair.decode(() => ({ order_id: "a", lines: [undefined], x: [undefined, 1] }));
    }
  });
});
