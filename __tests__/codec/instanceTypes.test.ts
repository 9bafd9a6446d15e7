import "reflect-metadata";
import { Transform, Type } from "class-transformer";
import { Allow, IsInt, IsNumber, IsString, ValidateNested } from "class-validator";
import {
  describePayload,
  initialTypes,
  jsonStateCodec,
  payloadCodec,
} from "../../src/codec/index.js";
import { pairOf } from "./compiled/agreement.js";

class Line {
  @IsInt() amount!: number;
}

class Stock {
  @IsNumber({}, { each: true }) @Type(() => Number) counts = new Map<string, number>();
  @IsString({ each: true }) @Type(() => String) tags = new Set<string>();
  @Type(() => Line) @ValidateNested() lines = new Map<string, Line>();
}
class Warehouse {
  @Type(() => Stock) @ValidateNested() stock?: Stock;
}

describe("maps and sets without a type annotation", () => {
  const json = () => ({ counts: { a: 1 }, tags: ["x"], lines: { l: { amount: 2 } } });

  test("come back as what an instance has", () => {
    const stock = payloadCodec(Stock, "strict").decode(json());
    expect(stock.counts).toEqual(new Map([["a", 1]]));
    expect(stock.tags).toEqual(new Set(["x"]));
    expect(stock.lines.get("l")).toBeInstanceOf(Line);
    expect(payloadCodec(Stock, "strict").encode(stock)).toEqual(json());
  });

  test("compiled code and the libraries agree on them, in depth", () => {
    expect(pairOf(Warehouse, "strict").decode(() => ({ stock: json() }))).toBe("taken");
    expect(payloadCodec(Warehouse, "strict").decode({ stock: json() }).stock?.counts.get("a")).toBe(
      1,
    );
  });

  test("survive in state", () => {
    const codec = jsonStateCodec(Stock);
    const stock = Object.assign(new Stock(), { counts: new Map([["a", 1]]) });
    expect(codec.decode(codec.encode(stock))).toEqual(stock);
  });
});

describe("what an instance shows that no decorator speaks of", () => {
  class Mixed {
    @Allow() since = new Date(0);
    @Allow() counts = new Map<string, number>();
    @Allow() names: string[] = [];
    plain = { a: 1 };
    line = new Line();
    @Transform(({ value }) => value as unknown) converted = new Map();
  }

  test("is lost in JSON", () => {
    expect(describePayload(Mixed).lostTypes).toMatchObject([
      { property: "since", declared: "Date" },
      { property: "counts", declared: "Map" },
      { property: "names", severity: "warning" },
    ]);
    expect([...initialTypes(Mixed)].map(([name, type]) => [name, type.name])).toEqual([
      ["since", "Date"],
      ["counts", "Map"],
      ["line", "Line"],
    ]);
  });
});
