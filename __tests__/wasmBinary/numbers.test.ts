import fc from "fast-check";
import { ByteReader, name, signed, unsigned } from "../../src/wasmBinary/index.js";

const readerOf = (...bytes: readonly number[]): ByteReader =>
  new ByteReader(Uint8Array.from(bytes));

describe("numbers", () => {
  it("unsigned ones come back, in as few bytes as they need", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
        const bytes = unsigned(value);
        expect(bytes).toHaveLength(Math.max(1, Math.ceil(value.toString(2).length / 7)));
        expect(readerOf(...bytes).unsigned()).toBe(value);
      }),
    );
  });

  it("signed ones come back", () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(readerOf(...signed(value)).signed()).toBe(value);
      }),
    );
  });

  it.each([
    [0, [0x00]],
    [-1, [0x7f]],
    [63, [0x3f]],
    [64, [0xc0, 0x00]],
    [-64, [0x40]],
    [-65, [0xbf, 0x7f]],
    [-123456, [0xc0, 0xbb, 0x78]],
    [2 ** 31 - 1, [0xff, 0xff, 0xff, 0xff, 0x07]],
    [-(2 ** 31), [0x80, 0x80, 0x80, 0x80, 0x78]],
  ])("%d is written as the standard has it", (value, bytes) => {
    expect(signed(value)).toEqual(bytes);
    expect(readerOf(...bytes).signed()).toBe(value);
  });

  it.each([
    ["a padded unsigned one", () => readerOf(0x83, 0x80, 0x80, 0x80, 0x00).unsigned(), 3],
    ["a padded signed one", () => readerOf(0xfe, 0xff, 0xff, 0xff, 0x7f).signed(), -2],
  ])("%s is read", (_, read, value) => {
    expect(read()).toBe(value);
  });

  it("that are too long, or cut off, are refused", () => {
    const long = [0x80, 0x80, 0x80, 0x80, 0x80, 0x00];
    expect(() => readerOf(...long).unsigned()).toThrow("a number of more than 32 bits");
    expect(() => readerOf(...long).signed()).toThrow("a number of more than 32 bits");
    expect(() => readerOf(0x80).unsigned()).toThrow("the module ends within a number");
    expect(() => readerOf(0x80).signed()).toThrow("the module ends within a number");
  });
});

describe("names", () => {
  it("come back, whatever their characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const reader = new ByteReader(name(text));
        // A byte order mark at the start is the decoder's, not the name's.
        expect(reader.name()).toBe(text.replace(/^\uFEFF/, ""));
        expect(reader.atEnd).toBe(true);
      }),
    );
  });

  it("that are cut off are refused", () => {
    expect(() => readerOf(3, 0x61, 0x62).name()).toThrow("the module ends within a section");
  });
});
