import "reflect-metadata";
import { Expose, Type } from "class-transformer";
import { IsOptional, ValidateNested } from "class-validator";
import { Codec, IsBigInt, IsTimestamp, Timestamp } from "evidentsource-functions";
import {
  codecReport,
  decodeUtf8,
  InvalidPayloadError,
  jsonStateCodec,
  parseJson,
  payloadCodec,
  stringifyJson,
} from "../../../src/codec/index.js";
import { libraryCodec } from "../../../src/codec/libraryCodec.js";
import type { Class } from "../../../src/domain/index.js";
import { Money, money, Range, range } from "./valueClasses.js";

class Line {
  @Codec(money) price!: Money;
}

class Order {
  @Expose({ name: "total_cents" }) @IsBigInt({ min: 0n, max: 10n ** 30n }) totalCents!: bigint;
  @IsTimestamp({ min: new Timestamp(0n) }) at!: Timestamp;
  @Codec(money) paid!: Money;
  @IsOptional() @Codec(range) range?: Range | null;
  @IsBigInt({}, { each: true }) parts: bigint[] = [];
  @Codec(money, { each: true }) byName: Map<string, Money> = new Map<string, Money>();
  @IsTimestamp({}, { each: true }) seen: Set<Timestamp> = new Set<Timestamp>();
  @Type(() => Line) @ValidateNested() lines: Line[] = [];
}

const json = (changes: object = {}): unknown => ({
  total_cents: "9007199254740993000001",
  at: "2026-01-31T13:00:00.000000001+01:00",
  paid: "5 EUR",
  ...changes,
});

const text =
  '{"total_cents":"9007199254740993000001","at":"2026-01-31T12:00:00.000000001Z","paid":"5 EUR",' +
  '"range":{"to":2,"from":1},"parts":["1","-2"],"byName":{"b":"1 EUR","a":"2 USD"},' +
  '"seen":["1970-01-01T00:00:01Z"],"lines":[{"price":"7 EUR"}]}';

const codecs = [
  ["compiled", payloadCodec],
  ["libraries", libraryCodec],
] as const;

describe.each(codecs)("values of classes of their own, %s", (_how, codecFor) => {
  const broken = (changes: object, target: Class = Order): unknown => {
    try {
      return codecFor(target, "strict").decode(json(changes));
    } catch (error) {
      if (!(error instanceof InvalidPayloadError)) throw error;
      return error.message;
    }
  };

  test("are read and written to the last digit", () => {
    const order = codecFor(Order, "strict").decode(parseJson(text));
    expect(order.totalCents).toBe(9007199254740993000001n);
    expect(order.at).toEqual(Timestamp.parse("2026-01-31T12:00:00.000000001Z"));
    expect(order.paid).toBeInstanceOf(Money);
    expect(order.range).toEqual(new Range(1, 2));
    expect(order.parts).toEqual([1n, -2n]);
    expect([...order.byName].map(([name, amount]) => `${name}: ${String(amount)}`)).toEqual([
      "b: 1 EUR",
      "a: 2 USD",
    ]);
    expect(order.seen).toEqual(new Set([new Timestamp(1n)]));
    expect(String(order.lines[0]?.price)).toBe("7 EUR");
    const written = stringifyJson(codecFor(Order, "strict").encode(order));
    expect(parseJson(written)).toEqual(parseJson(text));
    expect(written).toContain('"range":{"to":2,"from":1}');
  });

  test.each<[object, string]>([
    [{ total_cents: 1.5 }, "total_cents: totalCents must be a bigint: a whole number as text"],
    [{ total_cents: 2 ** 53 }, "total_cents: totalCents must be a bigint"],
    [{ total_cents: "01" }, "total_cents: totalCents must be a bigint"],
    [{ total_cents: "" }, "total_cents: totalCents must be a bigint"],
    [{ total_cents: "1e3" }, "total_cents: totalCents must be a bigint"],
    [{ total_cents: null }, "total_cents: totalCents must be a bigint"],
    [{ total_cents: undefined }, "total_cents: totalCents must be a bigint"],
    [{ total_cents: "-1" }, "total_cents: totalCents must not be less than 0"],
    [
      { total_cents: `1${"0".repeat(31)}` },
      "total_cents: totalCents must not be greater than 1000000000000000000000000000000",
    ],
    [{ at: "2026-02-30T00:00:00Z" }, "at: at must be an instant as RFC 3339 text"],
    [{ at: 5 }, "at: at must be an instant as RFC 3339 text"],
    [{ at: "1969-12-31T23:59:59Z" }, "at: at must not be before 1970-01-01T00:00:00Z"],
    [{ paid: "5" }, 'paid: paid cannot be read: "5" is no amount like "12 EUR"'],
    [{ paid: null }, "paid: paid must have a value of the class Money"],
    [{ range: { from: 2, to: 1 } }, "range: range cannot be read: a range ends after it begins"],
    [{ parts: ["1", "x"] }, "parts: each value in parts must be a bigint"],
    [{ parts: "1" }, "parts: each value in parts must be a bigint"],
    [{ byName: { a: "5 EUR", b: "?" } }, "byName.b: byName cannot be read: "],
    [{ lines: [{ price: "1 EUR" }, { price: "?" }] }, "lines[1].price: price cannot be read: "],
    [{ lines: [{}] }, "lines[0].price: price must have a value of the class Money"],
  ])("refuse %j with its place", (changes, message) => {
    expect(broken(changes)).toMatch(message);
  });

  test("that cannot be read hide nothing of what else is wrong", () => {
    expect(
      String(
        broken({
          total_cents: "-1",
          paid: "5",
          range: { from: 2, to: 1 },
          byName: { a: "?", b: "1 EUR", c: "!" },
          lines: [{ price: "?" }, {}],
          stranger: 1,
        }),
      ).split("; "),
    ).toEqual([
      expect.stringMatching(/^byName\.a: byName cannot be read: "\?"/),
      expect.stringMatching(/^byName\.c: byName cannot be read: "!"/),
      expect.stringMatching(/^lines\[0\]\.price: price cannot be read: /),
      expect.stringMatching(/^lines\[1\]\.price: price must have a value of the class Money/),
      'paid: paid cannot be read: "5" is no amount like "12 EUR"',
      "range: range cannot be read: a range ends after it begins",
      "stranger: property stranger should not exist",
      "total_cents: totalCents must not be less than 0",
    ]);
  });

  test("whole numbers that JSON carries exactly are read as bigints, and written as text", () => {
    const order = codecFor(Order, "strict").decode(json({ total_cents: 2 ** 53 - 1, parts: [-0] }));
    expect(order.totalCents).toBe(9007199254740991n);
    expect(order.parts).toEqual([0n]);
    expect(codecFor(Order, "strict").encode(order)).toMatchObject({
      total_cents: "9007199254740991",
      parts: ["0"],
    });
  });

  test("null and undefined stay what they are where @IsOptional allows them", () => {
    expect(codecFor(Order, "strict").decode(json({ range: null })).range).toBeNull();
    expect(codecFor(Order, "strict").decode(json()).range).toBeUndefined();
  });
});

test("are compiled", () => {
  expect(codecReport(Order)).toEqual({ obstacle: undefined, asked: [] });
});

describe("in state", () => {
  class Account {
    @IsBigInt() cents = 0n;
    @IsOptional() @IsTimestamp() last: Timestamp | null = null;
    @IsOptional() @Codec(money) paid?: Money;
    @IsOptional() @Codec(range) range?: Range;
  }
  const codec = jsonStateCodec(Account);

  test("come back as they are, and nobody looks into them", () => {
    const state = Object.assign(new Account(), {
      cents: 2n ** 70n,
      last: new Timestamp(5n, 1),
      paid: new Money(7n, "EUR"),
      range: new Range(1, 2),
    });
    const bytes = codec.encode(state);
    expect(decodeUtf8(bytes)).toBe(
      '{"cents":"1180591620717411303424","last":"1970-01-01T00:00:05.000000001Z","paid":"7 EUR","range":{"to":2,"from":1}}',
    );
    expect(codec.decode(bytes)).toEqual(state);
    expect(decodeUtf8(codec.encode(codec.decode(bytes)))).toBe(decodeUtf8(bytes));
  });
});
