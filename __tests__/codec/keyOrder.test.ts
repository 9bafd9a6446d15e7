import "reflect-metadata";
import { Type } from "class-transformer";
import { jsonStateCodec } from "../../src/codec/index.js";

class Line {
  sku = "";
  note?: string;
  batch?: string;
}

class Basket {
  first = 1;
  note?: string;
  batch?: string;
  @Type(() => Line) lines: Line[] = [];
  prices: Record<string, number> = {};
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("the order of a state's properties", () => {
  const codec = jsonStateCodec(Basket);

  test("does not depend on what was set and unset before", () => {
    const straight = Object.assign(new Basket(), { batch: "2", note: "3" });
    const detour = Object.assign(new Basket(), { note: "1" });
    Object.assign(detour, { batch: "2", note: undefined });
    detour.note = "3";
    expect(text(codec.encode(detour))).toBe(text(codec.encode(straight)));
  });

  test("is the same in pieces when a property was unset in between", () => {
    const before = Object.assign(new Basket(), { note: "1", batch: "2" });
    before.note = undefined as unknown as string;
    const pieces = codec.decode(codec.encode(before));
    pieces.note = "3";
    before.note = "3";
    expect(text(codec.encode(pieces))).toBe(text(codec.encode(before)));
  });

  test("holds for classes nested in arrays, too", () => {
    const basket = new Basket();
    basket.lines.push(Object.assign(new Line(), { note: "n", batch: "b" }));
    expect(text(codec.encode(basket))).toContain('{"sku":"","batch":"b","note":"n"}');
  });

  test("is that of their history for plain objects, which handlers may rely on", () => {
    const basket = new Basket();
    basket.prices["pear"] = 2;
    basket.prices["apple"] = 1;
    codec.encode(basket);
    expect(Object.keys(basket.prices)).toEqual(["pear", "apple"]);
  });
});
