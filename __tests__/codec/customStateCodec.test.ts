import { customStateCodec, JsonError } from "../../src/codec/index.js";
import type { StateCodec } from "../../src/model/options.js";

class Counter {
  count = 0;
}

const bytes = Uint8Array.of(7);

const binary: StateCodec<Counter> = {
  encode: ({ count }) => Uint8Array.of(count),
  decode: ([count = 0]) => Object.assign(new Counter(), { count }),
};

/** A codec as an author without types could write it. */
const careless = (codec: { encode?: unknown; decode?: unknown }): StateCodec =>
  ({ encode: () => codec.encode, decode: () => codec.decode }) as StateCodec;

describe("an author's codec", () => {
  test("that keeps its promise is used as it is", () => {
    const codec = customStateCodec(Counter, binary as StateCodec);
    const state = codec.decode(bytes);
    expect(state).toEqual(Object.assign(new Counter(), { count: 7 }));
    expect(codec.encode(state)).toEqual(bytes);
  });

  test("may return an instance of a subclass, and a subclass of Uint8Array", () => {
    class Special extends Counter {}
    const special = new Special();
    const codec = customStateCodec(
      Counter,
      careless({ encode: Buffer.from([7]), decode: special }),
    );
    expect(codec.decode(bytes)).toBe(special);
    expect([...codec.encode(special)]).toEqual([7]);
  });

  test("is called as a method of its own object", () => {
    const codec = customStateCodec(Counter, {
      count: 3,
      decode() {
        return Object.assign(new Counter(), { count: this.count });
      },
      encode() {
        return Uint8Array.of(this.count);
      },
    } as StateCodec & { count: number });
    expect(codec.decode(bytes).count).toBe(3);
    expect([...codec.encode(new Counter())]).toEqual([3]);
  });

  test.each([
    [{ count: 7 }, "an object"],
    [undefined, "undefined"],
    [null, "null"],
    ["text", '"text"'],
    [[], "an array of 0"],
  ])("that decodes to %j is refused", (decode, told) => {
    expect(() => customStateCodec(Counter, careless({ decode })).decode(bytes)).toThrow(
      new JsonError(`the codec of Counter decoded ${told}; it must return an instance of Counter`),
    );
  });

  test.each([
    ["text", '"text"'],
    [undefined, "undefined"],
    [[1, 2], "an array of 2"],
    [{ length: 1 }, "an object"],
  ])("that encodes to %j is refused", (encode, told) => {
    expect(() => customStateCodec(Counter, careless({ encode })).encode(new Counter())).toThrow(
      new JsonError(`the codec of Counter encoded to ${told}; it must return a Uint8Array`),
    );
  });

  test("that throws is not disguised", () => {
    const failure = new Error("checksum");
    const codec = customStateCodec(Counter, {
      encode: () => bytes,
      decode: () => {
        throw failure;
      },
    });
    expect(() => codec.decode(bytes)).toThrow(failure);
  });
});
