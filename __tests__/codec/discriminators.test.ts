import "reflect-metadata";
import { Expose, instanceToPlain, Type } from "class-transformer";
import { IsInt, IsOptional, IsPositive, IsString, ValidateNested } from "class-validator";
import { decodeUtf8, jsonStateCodec, payloadCodec } from "../../src/codec/index.js";
import { violationsIn } from "../support/violationsIn.js";

abstract class Payment {
  @IsInt() cents!: number;
}
class Card extends Payment {
  @Expose({ name: "card_number" }) @IsString() cardNumber!: string;
  @IsOptional() kind?: string;
}
class Transfer extends Payment {
  @IsPositive() account!: number;
  @IsOptional() @Type(() => Transfer) @ValidateNested() before?: Transfer;
}
const discriminator = {
  property: "kind",
  subTypes: [
    { name: "card", value: Card },
    { name: "transfer", value: Transfer },
  ],
};
const byKind = Type(() => Payment, { discriminator });

class Order {
  @Expose({ name: "the_payment" }) @byKind @ValidateNested() payment!: Payment;
  @byKind @ValidateNested({ each: true }) others: Payment[] = [];
}
const strict = payloadCodec(Order, "strict");
const VALUES = "kind must be one of the following values: card, transfer";

describe("a value of which the discriminator chooses no class", () => {
  test.each([
    ["missing", {}],
    ["wrong", { kind: "cash" }],
    ["null", { kind: null }],
    ["no text", { kind: 1 }],
    ["an object", { kind: { name: "card" } }],
  ])("is refused, and the values are named: %s", (_title, chosen) => {
    const value = { ...chosen, cents: 1, card_number: "1" };
    for (const strictness of ["strict", "tolerant"] as const) {
      const json = { the_payment: value, others: [{ ...value }] };
      expect(violationsIn(() => payloadCodec(Order, strictness).decode(json))).toEqual([
        { path: "others[0].kind", rule: "discriminator", message: VALUES },
        { path: "the_payment.kind", rule: "discriminator", message: VALUES },
      ]);
    }
  });

  test("may be null itself, in a list", () => {
    const json = { the_payment: { kind: "card", cents: 1, card_number: "1" }, others: [null] };
    expect(violationsIn(() => strict.decode(json))).toEqual([
      {
        path: "others[0]",
        rule: "discriminator",
        message:
          "each value in others must be an object whose kind is one of the following values: card, transfer",
      },
    ]);
  });

  test("hides nothing of what else is wrong", () => {
    const json = {
      the_payment: { cents: "x" },
      others: [{ kind: "card", cents: "x", card_number: 1 }],
    };
    expect(violationsIn(() => strict.decode(json)).map(({ path }) => path)).toEqual([
      "others[0].card_number",
      "others[0].cents",
      "the_payment.kind",
    ]);
  });

  test("is told beside properties that nobody wants", () => {
    const json = { the_payment: { cents: 1 }, prototype: 1 };
    expect(violationsIn(() => strict.decode(json)).map(({ path }) => path)).toEqual([
      "prototype",
      "the_payment.kind",
    ]);
  });
});

describe("plain objects", () => {
  const order = (payment: object, others: readonly object[] = []): Order =>
    Object.assign(new Order(), { payment, others });

  test("are written as the class that they name", () => {
    const plain = Object.freeze({ kind: "card", cents: 5, cardNumber: "42" });
    const json = { kind: "card", cents: 5, card_number: "42" };
    const written = strict.encode(
      order(plain, [plain, { kind: "transfer", cents: 1, account: 2 }]),
    );
    expect(written).toEqual({
      the_payment: json,
      others: [json, { kind: "transfer", cents: 1, account: 2 }],
    });
    expect(plain).toEqual({ kind: "card", cents: 5, cardNumber: "42" });
    expect(strict.decode(written).payment).toBeInstanceOf(Card);
  });

  test("stand beside instances, and hold others", () => {
    const before = { cents: 1, account: 1 };
    const transfer = Object.assign(new Transfer(), { cents: 2, account: 3, before });
    expect(
      strict.encode(order(transfer, [{ kind: "transfer", cents: 1, account: 2, before }])),
    ).toEqual({
      the_payment: { kind: "transfer", cents: 2, account: 3, before },
      others: [{ kind: "transfer", cents: 1, account: 2, before }],
    });
  });

  test.each([[{ kind: "cash", cents: 5 }], [{ cents: 5 }], [{ kind: null, cents: 5 }]])(
    "that name no class are refused when they are read: %j",
    (plain) => {
      const written = strict.encode(order(plain, [plain]));
      expect(violationsIn(() => strict.decode(written)).map(({ message }) => message)).toEqual([
        VALUES,
        VALUES,
      ]);
      // What was said to class-transformer for this one value is forgotten.
      expect(discriminator.subTypes).toHaveLength(2);
      expect(() => strict.decode({ the_payment: { ...plain } })).toThrow(VALUES);
    },
  );

  test("of state that name no class stop the fold before they are stored", () => {
    class View {
      @byKind payment?: object;
    }
    const codec = jsonStateCodec(View);
    const state = Object.assign(new View(), { payment: { kind: "cash", cents: 1 } });
    expect(() => codec.encode(state)).toThrow(
      "payment holds a plain object where a discriminator tells the class; make an instance",
    );
  });
});

describe("a class with two names", () => {
  class Named {
    kind = "first";
  }
  class View {
    @Type(() => Named, {
      discriminator: {
        property: "kind",
        subTypes: [
          { name: "first", value: Named },
          { name: "second", value: Named },
        ],
      },
    })
    named = new Named();
  }
  const codec = jsonStateCodec(View);
  const stateOf = (kind: string): View =>
    Object.assign(new View(), { named: Object.assign(new Named(), { kind }) });

  test("is written under the first, as class-transformer does", () => {
    expect(instanceToPlain(stateOf("second"))).toEqual({ named: { kind: "first" } });
    const bytes = codec.encode(stateOf("first"));
    expect(decodeUtf8(bytes)).toBe('{"named":{"kind":"first"}}');
    expect(codec.decode(bytes)).toEqual(new View());
  });

  test("is not stored under the second, which would not come back", () => {
    expect(() => codec.encode(stateOf("second"))).toThrow(
      'named.kind is "second" where a discriminator stands, and would not come back; give Named the initial value "first" for it',
    );
  });
});

test("a discriminator with an empty property name is none", () => {
  class Line {
    count = 1;
  }
  class View {
    @Type(() => Line, {
      discriminator: { property: "", subTypes: [{ name: "line", value: Line }] },
    })
    line: object = new Line();
  }
  const codec = jsonStateCodec(View);
  const bytes = codec.encode(new View());
  expect(decodeUtf8(bytes)).toBe('{"line":{"count":1}}');
  expect(codec.decode(bytes).line).toBeInstanceOf(Line);
  expect(decodeUtf8(codec.encode(Object.assign(new View(), { line: { count: 2 } })))).toBe(
    '{"line":{"count":2}}',
  );
});
