import "reflect-metadata";
import { Ajv2020 } from "ajv/dist/2020.js";
import { Expose, Transform, Type } from "class-transformer";
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsEnum,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from "class-validator";
import fc from "fast-check";
import { describePayload, payloadCodec } from "../../src/codec/index.js";
import { domainSchemas } from "../../src/contract/index.js";
import { Codec, IsBigInt, IsTimestamp } from "../../src/codec/value/index.js";
import { Command, Decide } from "../../src/decorators/index.js";
import type { Timestamp } from "../../src/domain/index.js";
import { link } from "../../src/model/link.js";
import { registry } from "../../src/model/registry.js";
import { toModel } from "../../src/model/toModel.js";

enum Colour {
  red = "red",
  blue = "blue",
}

class Part {
  @IsString() @MinLength(2) @MaxLength(4) code!: string;
  @Expose({ name: "how_many" }) @IsInt() @Min(1) @Max(3) howMany!: number;
}

class Bolt {
  @IsInt() @Min(1) mm!: number;
}

class Nut extends Bolt {
  @IsString() @MinLength(1) metal!: string;
}

class Price {
  constructor(readonly cents: number) {}
}
const price = {
  decode: (json: unknown) => new Price(Number(json)),
  encode: ({ cents }: Price) => cents,
};
const rate = { ...price, schema: { type: ["integer", "string"] } };

@Command("everything")
class Everything {
  @IsUUID() id!: string;
  @IsPositive() amount!: number;
  @IsNumber() @IsOptional() rate?: number;
  @IsBoolean() flag!: boolean;
  @IsIn(["a", 1, true]) choice!: unknown;
  @IsEnum(Colour) colour!: Colour;
  @IsNotEmpty() anything!: unknown;
  @IsString({ each: true }) names!: string[];
  @IsArray() @IsInt({ each: true }) @ArrayMaxSize(2) counts!: number[];
  @ValidateNested() @Type(() => Part) part!: Part;
  @ValidateNested({ each: true }) @IsArray() @Type(() => Part) parts!: Part[];
  @ValidateNested()
  @IsObject()
  @Type(() => Bolt, {
    discriminator: {
      property: "kind",
      subTypes: [
        { name: "bolt", value: Bolt },
        { name: "nut", value: Nut },
      ],
    },
  })
  either!: Bolt;
  @IsDate() @Type(() => Date) day!: Date;
  @IsBigInt() cents!: bigint;
  @IsTimestamp() at!: Timestamp;
  @Codec(price) price!: Price;
  @IsBigInt({}, { each: true }) units!: bigint[];
  @IsArray() @Codec(rate, { each: true }) prices!: Price[];
  @Type(() => Number) @IsInt() converted!: number;
  @Type(() => String) @IsString({ each: true }) tags!: Set<string>;
  @IsString() @Transform(({ value }) => String(value)) text!: string;
  @IsString() @ValidateIf(() => false) free!: string;

  @Decide()
  decide(): [] {
    return [];
  }
}

const model = toModel(link(registry(), describePayload), describePayload);
const { everything = {} } = domainSchemas(model).commands;
const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });
const validate = ajv.compile(everything);

const odd = fc.oneof(
  fc.constant(null),
  fc.constant(undefined),
  fc.string({ maxLength: 3 }),
  fc.integer({ min: -2, max: 4 }),
  fc.boolean(),
  fc.constant([]),
  fc.constant({}),
);
const mostly = <T>(valid: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: valid }, { weight: 1, arbitrary: odd });
const part = fc.record({
  code: mostly(fc.string({ minLength: 2, maxLength: 4 })),
  how_many: mostly(fc.integer({ min: 1, max: 3 })),
});
const command = fc.record({
  id: mostly(fc.uuid()),
  amount: mostly(fc.double({ min: 0.5, max: 9, noNaN: true })),
  rate: mostly(fc.constantFrom(undefined, null, 0.5)),
  flag: mostly(fc.boolean()),
  choice: mostly(fc.constantFrom("a", 1, true)),
  colour: mostly(fc.constantFrom("red", "blue")),
  anything: mostly(fc.constantFrom("x", 0, false, [], {})),
  names: mostly(fc.oneof(fc.array(fc.string()), fc.string())),
  counts: mostly(fc.array(fc.integer(), { maxLength: 2 })),
  part: mostly(fc.oneof(part, fc.constantFrom(undefined, null))),
  parts: mostly(fc.array(part, { maxLength: 2 })),
  either: mostly(
    fc.record({
      kind: mostly(fc.constantFrom("bolt", "nut")),
      mm: mostly(fc.integer({ min: 1, max: 3 })),
      metal: mostly(fc.constant("iron")),
    }),
  ),
  day: mostly(fc.constantFrom("2026-01-31", 5, true)),
  cents: mostly(fc.oneof(fc.bigInt().map(String), fc.maxSafeInteger())),
  at: mostly(fc.constantFrom("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.5+02:00")),
  price: mostly(fc.oneof(fc.integer(), fc.string())),
  units: mostly(fc.array(fc.oneof(fc.bigInt().map(String), fc.maxSafeInteger()))),
  prices: mostly(fc.array(fc.oneof(fc.integer(), fc.string()))),
  converted: mostly(fc.constantFrom(1, "2", true)),
  tags: mostly(fc.oneof(fc.array(fc.oneof(fc.string(), fc.integer())), fc.string())),
  text: mostly(fc.oneof(fc.string(), fc.integer(), fc.constant({}))),
  free: odd,
});

describe("the schema of a command", () => {
  it("lets through whatever the codec takes", () => {
    const codec = payloadCodec(Everything, "strict");
    let accepted = 0;
    fc.assert(
      fc.property(command, (given) => {
        const json = JSON.parse(JSON.stringify(given)) as object;
        try {
          codec.decode(JSON.parse(JSON.stringify(json)) as object);
        } catch {
          return;
        }
        accepted += 1;
        expect([json, validate(json), validate.errors]).toEqual([json, true, null]);
      }),
      { numRuns: 2_000 },
    );
    // A law that is never asked says nothing.
    expect(accepted).toBeGreaterThan(400);
  });

  const good = {
    id: "7b0a3c52-8a4e-4a30-9a6e-0d2f4b1c9a10",
    amount: 1,
    flag: true,
    choice: "a",
    colour: "red",
    anything: 1,
    names: ["x"],
    counts: [1],
    part: { code: "ab", how_many: 1 },
    parts: [],
    either: { kind: "nut", mm: 1, metal: "iron" },
    day: "2026-01-31T12:00:00Z",
    cents: "5",
    at: "2026-01-31T12:00:00Z",
    price: 5,
    units: ["1", 2],
    prices: [1, "2"],
    converted: 1,
    tags: ["a"],
    text: "t",
  };

  it.each<[string, object]>([
    ["an unknown field", { surplus: 1 }],
    ["a field that is missing", { amount: undefined }],
    ["text for a number", { amount: "1" }],
    ["a number that is not positive", { amount: 0 }],
    ["another choice", { choice: "b" }],
    ["another colour", { colour: "green" }],
    ["one of a list that is no text", { names: [1] }],
    ["a single value for a list", { counts: 1 }],
    ["a list that is too long", { counts: [1, 2, 3] }],
    ["a nested text that is too short", { part: { code: "a", how_many: 1 } }],
    ["a nested number that is too large", { parts: [{ code: "ab", how_many: 4 }] }],
    ["one of several classes that does not say which", { either: { mm: 1 } }],
    ["one of several classes that says another one", { either: { kind: "screw", mm: 1 } }],
    ["one of several classes that breaks its own rule", { either: { kind: "nut", mm: 1 } }],
    ["a list for one of several classes", { either: [{ kind: "bolt", mm: 1 }] }],
    ["digits that are none", { cents: "05" }],
    ["no instant at all", { at: 5 }],
    ["an integer that is missing", { cents: undefined }],
    ["null for an integer", { cents: null }],
    ["an instant that is missing", { at: undefined }],
    ["null for an instant", { at: null }],
    ["a value of a codec that is missing", { price: undefined }],
    ["what the schema of a codec does not have", { prices: [1, {}] }],
    ["one value of a codec for a list", { prices: 1 }],
    ["one integer for a list", { units: "1" }],
    ["a date that is missing", { day: undefined }],
    ["a number that is converted and missing", { converted: undefined }],
  ])("refuses %s", (_, change) => {
    expect(validate(good)).toBe(true);
    expect(validate(JSON.parse(JSON.stringify({ ...good, ...change })))).toBe(false);
  });
});
