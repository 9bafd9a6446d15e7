import "reflect-metadata";
import { Exclude, Transform, Type } from "class-transformer";
import { IsOptional, IsString } from "class-validator";
import { describeProperty } from "../../src/codec/index.js";
import { Codec, type JsonSchema } from "../../src/codec/value/index.js";
import { Command, Decide } from "../../src/decorators/index.js";
import { diagnosticsOf } from "../support/isolatedRegistry.js";
import { money, type Money } from "./value/valueClasses.js";

const schema = { type: "string" };

class State {
  @IsString() text = "";
  @IsString() later!: string;
  @IsOptional() @IsString() note: string | null = null;
  @Transform(() => undefined, { toPlainOnly: true }) made = 1;
  @Exclude() never = 1;
  @Codec({ ...money, schema }) price!: Money;
  @Codec({ ...money, schema }, { each: true }) prices = new Map<string, Money>();
  @Codec(money) untold!: Money;
  @Type(() => Number) counts = new Set<number>();
}

describe("what is known of a property", () => {
  it.each<[string, object]>([
    ["text", { always: true }],
    ["later", {}],
    ["note", { always: true, orNull: true }],
    ["made", {}],
    ["prices", { always: true }],
  ])("says whether a state always has it: %s", (property, inState) => {
    expect(describeProperty(State, property).inState).toEqual(inState);
  });

  it("says of what is excluded that JSON never has it", () => {
    expect(describeProperty(State, "never")).toMatchObject({ stays: true });
  });

  it.each<[string, object]>([
    ["price", { value: "encoded", schema }],
    ["prices", { value: "encoded", many: "map", schema }],
    ["untold", { value: "converted" }],
    ["counts", { value: "converted", many: "list", writes: "number" }],
  ])("says what JSON has for %s", (property, form) => {
    expect(describeProperty(State, property).json).toEqual(form);
  });

  it.each<[string, unknown]>([
    ["is no object", "string"],
    ["has $ref, which leads out of it", { items: { $ref: "#/$defs/x" } }],
    ["holds a function, which JSON has not", { default: () => 1 }],
    ["holds NaN, which JSON has not", { minimum: NaN }],
    ["holds an instance of a class, which JSON has not", { pattern: /a/ }],
  ])("refuses a codec's schema that %s", (problem, wrong) => {
    const diagnostics = diagnosticsOf(() => {
      @Command("pay")
      class Pay {
        @Codec({ ...money, schema: wrong as JsonSchema }) amount!: Money;

        @Decide()
        decide(): [] {
          return [];
        }
      }
      expect(describeProperty(Pay, "amount").json).toEqual({ value: "converted" });
    });
    expect(diagnostics).toMatchObject([{ code: "ESF411", className: "Pay", member: "amount" }]);
    expect(diagnostics[0]?.cause).toContain(`The schema that @Codec is given ${problem}`);
  });
});
