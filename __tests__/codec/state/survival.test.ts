import "reflect-metadata";
import { Exclude, Expose, Transform, Type } from "class-transformer";
import { IsOptional } from "class-validator";
import { Codec, IsBigInt, IsTimestamp, Timestamp } from "evidentsource-functions";
import { decodeUtf8, JsonError, jsonStateCodec } from "../../../src/codec/index.js";
import { problemsWithin } from "../../../src/codec/state/problemsWithin.js";
import type { Class } from "../../../src/domain/index.js";
import { storedEvent } from "../../support/storedEvent.js";
import { Money, money } from "../value/valueClasses.js";

/** What is said of a state, or `undefined` when it comes back. */
function lost(state: object, target = state.constructor as Class): string | undefined {
  const codec = jsonStateCodec(target);
  try {
    const bytes = codec.encode(state);
    expect(decodeUtf8(codec.encode(codec.decode(bytes)))).toBe(decodeUtf8(bytes));
    return undefined;
  } catch (error) {
    if (error instanceof JsonError) return error.message;
    throw error;
  }
}

class Line {
  qty = 0;
}
class Priced {
  qty = 0;
  total(): number {
    return this.qty;
  }
}
class Hidden {
  #n = 0;
  add(): number {
    return (this.#n += 1);
  }
}
class HiddenBase {
  #n = 0;
  protected count(): number {
    return (this.#n += 1);
  }
}
class Derived extends HiddenBase {
  last = 0;
}
class WithAccessor {
  accessor count = 0;
}
class Holder {
  @Type(() => Hidden) hidden?: Hidden;
  any: unknown = null;
  other: unknown = null;
  @Type(() => Date) on?: unknown;
  @Type(() => Number) numbers: unknown[] = [];
  @Type(() => String) text: unknown = "";
  @Type(() => Line) lines: unknown[] = [];
  @Type(() => Priced) priced?: unknown;
  @Type(() => Line) byName: Map<string, unknown> = new Map<string, unknown>();
  @Type(() => Map) tables: Map<string, unknown> = new Map<string, unknown>();
  @Type(() => Number) groups: Set<unknown> = new Set<unknown>();
}
const holder = (fields: Partial<Record<keyof Holder, unknown>>): Holder =>
  Object.assign(new Holder(), fields);

const SHARED: number[] = [];
class Sharing {
  items = SHARED;
}
class OneWay {
  @Exclude({ toClassOnly: true }) written = 0;
}
class OtherWay {
  @Exclude({ toPlainOnly: true }) read = 0;
}
class Grouped {
  @Expose({ groups: ["admin"] }) count = 0;
}
class TwoNames {
  @Expose({ name: "a", toPlainOnly: true }) @Expose({ name: "b", toClassOnly: true }) count = 0;
}
class Cached {
  @Exclude() seen = 0;
  @Exclude() readonly add = (): number => 1;
}
class Rounded {
  @Transform(({ value }) => Math.round(value as number)) amount = 0;
}
class Tags extends Map<string, number> {}
class Tagged {
  @Type(() => Tags) tags?: Tags;
}
class Card {
  kind = "visa";
}
class Cash {
  kind = "cash";
}
class Payment {
  @Type(() => Card, {
    discriminator: {
      property: "kind",
      subTypes: [
        { name: "card", value: Card },
        { name: "cash", value: Cash },
      ],
    },
  })
  by?: unknown;
}
class Values {
  @IsOptional() @IsBigInt() cents: unknown = 0n;
  @IsBigInt() must: unknown = 0n;
  @IsOptional() @IsTimestamp({}, { each: true }) seen: unknown[] = [];
  @IsOptional() @Codec(money) paid?: unknown;
  @Codec({ decode: (json: number) => json, encode: (value: number) => Math.round(value) })
  rounded = 1;
}
const values = (fields: object): Values => Object.assign(new Values(), fields);

const both = { a: 1 };
const date = new Date(5);
const match = /(b)/.exec("abc");

describe("state that storage does not carry stops with its place and a remedy", () => {
  test.each<[string, object, string | RegExp]>([
    [
      "#private of a nested class",
      holder({ hidden: new Hidden() }),
      /^hidden\.#n is a #private field of Hidden, .*; make it a property without #$/,
    ],
    ["#private of a base class", new Derived(), /^#n is a #private field of HiddenBase, /],
    [
      "accessor",
      new WithAccessor(),
      /^count is an accessor field of WithAccessor, .*; leave out `accessor`$/,
    ],
    [
      "one object in two places",
      holder({ any: both, other: [both] }),
      "other[0] is the same object as any, and would come back as another one; put a copy in one of the two places",
    ],
    [
      "Map in Map",
      holder({ byName: new Map([["monday", new Map()]]) }),
      /^byName\.monday is a Map within another value, /,
    ],
    [
      "Set in Set",
      holder({ groups: new Set([new Set([1])]) }),
      /^groups\[0\] is a Set within another value, /,
    ],
    [
      "Map in @Type(() => Map) with odd keys",
      holder({ tables: new Map([["a", new Map([[1, 1]])]]) }),
      /^tables\.a has the key 1, which would come back as text/,
    ],
    [
      "an element of another type",
      holder({ numbers: [1, "2"] }),
      /^numbers\[1\] is "2", which would come back as a number; mend its @Type/,
    ],
    [
      "a number where text is declared",
      holder({ text: 5 }),
      /^text is 5, which would come back as a string/,
    ],
    [
      "text where a Date is declared",
      holder({ on: "2026-01-01" }),
      /^on is "2026-01-01", which would come back as a Date/,
    ],
    [
      "a boxed number",
      holder({ numbers: [new Number(1)] }),
      /^numbers\[0\] holds an instance of Number, /,
    ],
    [
      "a plain object in place of an instance with methods",
      holder({ priced: { qty: 1 } }),
      /^priced holds a plain object, which would come back as an instance of Priced; make one/,
    ],
    [
      "a plain object without a default",
      holder({ lines: [{}] }),
      /^lines\[0\] holds a plain object/,
    ],
    [
      "an object in place of a Map",
      holder({ byName: { a: new Line() } }),
      /^byName holds an object, which would come back as a Map/,
    ],
    [
      "an array in place of a Set",
      holder({ groups: [1] }),
      /^groups holds an array, which would come back as a Set/,
    ],
    [
      "a symbol",
      holder({ any: { [Symbol("s")]: 1 } }),
      /^any has the symbol Symbol\(s\), which is not written/,
    ],
    [
      "what is not enumerable",
      holder({ any: Object.defineProperty({}, "x", { value: 1 }) }),
      /^any has the property x, which is not written/,
    ],
    ["what a pattern has matched", holder({ any: match }), /^any is an array with properties/],
    [
      "an accessor of an instance",
      Object.defineProperty(holder({}), "late", { get: () => 1, enumerable: true }),
      /^late is an accessor of the instance itself/,
    ],
    [
      "a property that was deleted",
      ((state) => (Reflect.deleteProperty(state, "text"), state))(holder({})),
      /^text is missing and would come back as ""/,
    ],
    ["an Event", holder({ any: storedEvent() }), /^any holds an Event, which is not stored; keep/],
    [
      "an Event with getters",
      holder({ any: Object.create(Object.create(storedEvent()) as object) }),
      /^any holds an Event, which is not stored/,
    ],
    [
      "an instance of JavaScript's",
      holder({ any: /x/ }),
      /^any holds an instance of RegExp, .*; add @Codec\(\{ decode, encode \}\)$/,
    ],
    [
      "a value class",
      holder({ any: new Money(1n, "EUR") }),
      /^any holds an instance of Money, .*; add @Codec\(\{ decode, encode \}\)$/,
    ],
    [
      "a Timestamp",
      holder({ any: new Timestamp(1n) }),
      /^any holds an instance of Timestamp, .*; add @IsTimestamp\(\)$/,
    ],
    [
      "a class that extends Map",
      Object.assign(new Tagged(), { tags: new Tags() }),
      /^tags is an instance of Tags, which extends a class of JavaScript/,
    ],
    ["one array in all instances", new Sharing(), /^items begins with one object in all instances/],
    ["written, not read", new OneWay(), /^written is written but not read again; /],
    ["read, not written", new OtherWay(), /^read is read but not written; /],
    ["exposed to a group", new Grouped(), /^count is exposed to a group only/],
    [
      "what is excluded and has changed",
      Object.assign(new Cached(), { seen: 3 }),
      "seen is not stored, so 3 would come back as 0; store it, or work it out when it is needed",
    ],
    [
      "a @Transform that loses",
      Object.assign(new Rounded(), { amount: 1.4 }),
      /^amount: 1.4 would come back as 1; /,
    ],
    [
      "a discriminator with a value of its own",
      Object.assign(new Payment(), { by: new Card() }),
      /^by\.kind is "visa" where a discriminator stands/,
    ],
    [
      "null in place of a bigint that must be there",
      values({ must: null }),
      "must is null, which its rule refuses; add @IsOptional()",
    ],
    [
      "a number in place of a bigint",
      values({ cents: 5 }),
      "cents holds 5, which is none of @IsBigInt",
    ],
    [
      "text among instants",
      values({ seen: ["2026-01-31T12:00:00Z"] }),
      /^seen\[0\] holds "2026-01-31T12:00:00Z", which is none of @IsTimestamp/,
    ],
    [
      "a codec that loses",
      values({ rounded: 1.4 }),
      "rounded does not come back by its codec: 1.4 would come back as 1",
    ],
    ["a codec that cannot write", values({ paid: 5 }), /^paid does not come back by its codec: /],
  ])("%s", (_what, state, message) => {
    expect(lost(state)).toMatch(message);
  });

  test("a Date in two places is told to be copied", () => {
    class TwoDates {
      @Type(() => Date) first?: Date;
      @Type(() => Date) last?: Date;
    }
    const state = Object.assign(new TwoDates(), { first: new Date(date) });
    state.last = state.first;
    expect(lost(state)).toMatch(/^last is the same object as first, .* put a copy, new Date\(…\)/);
  });
});

describe("state that comes back", () => {
  test.each<[string, object]>([
    ["names in two directions", Object.assign(new TwoNames(), { count: 2 })],
    [
      "a Map of maps with @Type(() => Map)",
      holder({ tables: new Map([["a", new Map([["b", [1, { c: null }]]])]]) }),
    ],
    ["plain objects of a class that is but data", holder({ lines: [{ qty: 1 }] })],
    ["arrays of arrays of instances", holder({ lines: [[new Line()]] })],
    ["what is excluded and as in a new instance", new Cached()],
    ["a @Transform that keeps", Object.assign(new Rounded(), { amount: 2 })],
    [
      "a discriminated instance that holds its name",
      Object.assign(new Payment(), { by: new Cash() }),
    ],
    [
      "values",
      values({ seen: [new Timestamp(1n, 5)], paid: new Money(5n, "EUR"), cents: 2n ** 80n }),
    ],
    ["equal objects in two places", holder({ any: { a: 1 }, other: { a: 1 } })],
    ["one value of a codec in two places", values({ paid: new Money(1n, "EUR") })],
  ])("%s", (_what, state) => {
    expect(lost(state)).toBeUndefined();
  });

  test("objects of another realm, as structuredClone gives under Jest", () => {
    const state = holder({
      any: structuredClone({ a: [1, { b: 2 }] }),
      on: structuredClone(new Date(5)),
      groups: structuredClone(new Set([1])),
      byName: new Map([["x", structuredClone({ qty: 2 })]]),
    });
    expect(lost(state)).toBeUndefined();
    expect(state.on).toBeInstanceOf(Date);
    expect(state.groups).toBeInstanceOf(Set);
    expect(Timestamp.from(structuredClone(new Date(5)))).toEqual(Timestamp.fromDate(new Date(5)));
  });

  test("what holds a codec's values is one object in one place, and the values may be in several", () => {
    class Shares {
      @IsBigInt({}, { each: true }) cents: bigint[] = [];
      any: unknown = null;
      @IsOptional() @Codec(money) paid?: Money;
      @IsOptional() @Codec(money) owed?: Money;
    }
    const amount = new Money(1n, "EUR");
    const state = Object.assign(new Shares(), { paid: amount, owed: amount });
    expect(lost(state)).toBeUndefined();
    state.any = state.cents;
    expect(lost(state)).toMatch(/^any is the same object as cents, /);
  });

  test("a Date of another realm in two places is still one", () => {
    const foreign = structuredClone(new Date(5));
    expect(lost(holder({ on: [foreign, foreign] }))).toMatch(
      /^on\[1\] is the same object as on\[0\]/,
    );
  });
});

describe("what a new state has and its own rule refuses", () => {
  class Parcel {
    @IsTimestamp() deliveredAt: Timestamp | null = null;
    @IsOptional() @IsTimestamp() sentAt: Timestamp | null = null;
  }

  test("is told with its remedy before anything is folded", () => {
    expect(problemsWithin(Parcel)).toMatchObject([
      { member: "deliveredAt", kind: "uncarried", remedy: "add @IsOptional()" },
    ]);
  });
});
