import "reflect-metadata";
import { Exclude, Expose, Transform, Type } from "class-transformer";
import {
  Allow,
  IsDate,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  ValidateNested,
} from "class-validator";
import { payloadCodec } from "../../src/codec/index.js";
import { violationsIn } from "../support/violationsIn.js";

describe("inherited rules and names", () => {
  abstract class Base {
    @Expose({ name: "account_id" }) @IsString() accountId!: string;
    @IsInt() amount!: number;
    @IsInt() count = 0;
  }
  class Sub extends Base {
    // class-validator: rules that a subclass gives a property replace the inherited ones.
    @IsPositive() declare amount: number;
  }
  const codec = payloadCodec(Sub, "strict");

  test("hold for subclasses, beside their own", () => {
    expect(
      violationsIn(() => codec.decode({ accountId: "a", amount: -1.5, count: 0.5 })).map(
        ({ path, rule }) => `${path} ${rule}`,
      ),
    ).toEqual([
      "accountId whitelistValidation",
      "account_id isString",
      "amount isPositive",
      "count isInt",
    ]);
  });

  test("are used in both directions", () => {
    const sub = codec.decode({ account_id: "a", amount: 1, count: 2 });
    expect(sub).toEqual(Object.assign(new Sub(), { accountId: "a", amount: 1, count: 2 }));
    expect(codec.encode(sub)).toEqual({ account_id: "a", amount: 1, count: 2 });
  });
});

describe("@Exclude", () => {
  class Account {
    @IsString() owner!: string;
    @Exclude() @IsOptional() @IsString() cache?: string;
    @Exclude({ toPlainOnly: true }) @IsOptional() @IsString() secret?: string;
    @Exclude({ toClassOnly: true }) @IsOptional() @IsString() derived?: string;
  }
  const codec = payloadCodec(Account, "strict");

  test("keeps a property from being read, from being written, or both", () => {
    const account = codec.decode({ owner: "a", cache: "b", secret: "c", derived: "d" });
    expect(account).toEqual(Object.assign(new Account(), { owner: "a", secret: "c" }));
    const full = Object.assign(new Account(), {
      owner: "a",
      cache: "b",
      secret: "c",
      derived: "d",
    });
    expect(codec.encode(full)).toEqual({ owner: "a", derived: "d" });
  });
});

describe("@Transform", () => {
  class Big {
    @Transform(({ value }) => BigInt(String(value)), { toClassOnly: true })
    @Transform(({ value }) => String(value), { toPlainOnly: true })
    @Allow()
    cents!: bigint;
  }
  const codec = payloadCodec(Big, "strict");

  test("converts in both directions", () => {
    const big = codec.decode({ cents: "9007199254740993" });
    expect(big.cents).toBe(9007199254740993n);
    expect(codec.encode(big)).toEqual({ cents: "9007199254740993" });
  });

  test("that throws is a violation, told beside what else is not wanted", () => {
    expect(violationsIn(() => codec.decode({ cents: "1.5", prototype: 1 }))).toEqual([
      {
        path: "",
        rule: "transform",
        message: "cannot be read as Big: Cannot convert 1.5 to a BigInt",
      },
      {
        path: "prototype",
        rule: "whitelistValidation",
        message: "property prototype should not exist",
      },
    ]);
  });
});

describe("defaults", () => {
  class Settings {
    @IsString() colour = "red";
    @IsOptional() @IsString() note?: string;
    @IsOptional() @IsInt() size: number | null = 3;
    @IsInt({ each: true }) list: number[] = [1, 2];
  }
  const codec = payloadCodec(Settings, "strict");

  test("are kept where nothing is sent, and absent stays absent", () => {
    const settings = codec.decode({});
    expect(settings).toEqual(new Settings());
    expect(Object.keys(settings)).toEqual(["colour", "size", "list"]);
  });

  test("give way to what is sent, null and empty arrays among it", () => {
    expect(codec.decode({ colour: "", size: null, list: [] })).toEqual(
      Object.assign(new Settings(), { colour: "", size: null, list: [] }),
    );
  });

  test("are not shared between instances", () => {
    codec.decode({}).list.push(3);
    expect(codec.decode({}).list).toEqual([1, 2]);
  });

  test("undefined properties are not written", () => {
    const settings = Object.assign(new Settings(), { note: undefined });
    expect(Object.keys(codec.encode(settings) as object)).toEqual(["colour", "size", "list"]);
  });
});

describe("@Type", () => {
  class Stay {
    @Type(() => Date) @IsDate() from!: Date;
    @IsOptional() @Type(() => Date) @IsDate({ each: true }) pauses?: Date[];
  }
  const codec = payloadCodec(Stay, "strict");

  test("reads dates, and an invalid one is a violation", () => {
    const stay = codec.decode({ from: "2026-01-31T12:00:00.000Z", pauses: [0] });
    expect(stay.from).toEqual(new Date("2026-01-31T12:00:00.000Z"));
    expect(stay.pauses).toEqual([new Date(0)]);
    expect(JSON.stringify(codec.encode(stay))).toBe(
      '{"from":"2026-01-31T12:00:00.000Z","pauses":["1970-01-01T00:00:00.000Z"]}',
    );
    expect(violationsIn(() => codec.decode({ from: "yesterday" }))).toMatchObject([
      { path: "from", rule: "isDate" },
    ]);
  });
});

describe("discriminators", () => {
  abstract class Shape {
    @IsOptional() @IsString() label?: string;
  }
  class Circle extends Shape {
    @Expose({ name: "the_radius" }) @IsPositive() theRadius!: number;
  }
  class Square extends Shape {
    @Expose({ name: "the_side" }) @IsPositive() theSide!: number;
  }
  const byKind = {
    discriminator: {
      property: "kind",
      subTypes: [
        { name: "circle", value: Circle },
        { name: "square", value: Square },
      ],
    },
  };
  class Drawing {
    @IsOptional() @Type(() => Shape, byKind) @ValidateNested() main?: Circle | Square;
    @Type(() => Shape, byKind) @ValidateNested({ each: true }) shapes: (Circle | Square)[] = [];
  }
  const codec = payloadCodec(Drawing, "strict");
  const text = () => ({
    main: { kind: "circle", the_radius: 1 },
    shapes: [
      { kind: "square", the_side: 2 },
      { kind: "circle", the_radius: 3, label: "c" },
    ],
  });

  test("choose the class of an object and of each element, in both directions", () => {
    const drawing = codec.decode(text());
    expect(drawing.main).toEqual(Object.assign(new Circle(), { theRadius: 1 }));
    expect(drawing.shapes).toEqual([
      Object.assign(new Square(), { theSide: 2 }),
      Object.assign(new Circle(), { theRadius: 3, label: "c" }),
    ]);
    expect(codec.encode(drawing)).toEqual(text());
  });

  test("choose the names in violations' paths", () => {
    const json = text();
    json.main.the_radius = 0;
    json.shapes[0] = { kind: "square", the_side: -1 };
    expect(violationsIn(() => codec.decode(json)).map(({ path }) => path)).toEqual([
      "main.the_radius",
      "shapes[0].the_side",
    ]);
  });

  test("choose the class whose renamed properties are refused", () => {
    const json = { ...text(), main: { kind: "circle", theRadius: 1 } };
    expect(violationsIn(() => codec.decode(json))).toMatchObject([
      { path: "main.theRadius", message: expect.stringContaining("the_radius") as unknown },
      { path: "main.the_radius", rule: "isPositive" },
    ]);
  });
});

describe("what is encoded", () => {
  test("has the names of the JSON and is decoded to an equal instance", () => {
    class Line {
      @Expose({ name: "unit_price" }) @IsInt() unitPrice!: number;
    }
    class Order {
      @Expose({ name: "order_id" }) @IsString() orderId!: string;
      @Type(() => Line) @ValidateNested({ each: true }) lines!: Line[];
    }
    const codec = payloadCodec(Order, "strict");
    const order = Object.assign(new Order(), {
      orderId: "o",
      lines: [Object.assign(new Line(), { unitPrice: 1 })],
    });
    const json = codec.encode(order);
    expect(json).toEqual({ order_id: "o", lines: [{ unit_price: 1 }] });
    expect(codec.decode(json as object)).toEqual(order);
  });
});
