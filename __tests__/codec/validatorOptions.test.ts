import "reflect-metadata";
import { jest } from "@jest/globals";
import {
  Allow,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  Max,
  ValidateNested,
} from "class-validator";
import { payloadCodec } from "../../src/codec/index.js";
import { violationsIn } from "../support/violationsIn.js";

class Amount {
  @IsInt() @IsPositive() @Max(10) amount!: number;
}

const rulesBroken = (json: object): readonly string[] =>
  violationsIn(() => payloadCodec(Amount, "strict").decode(json)).map(({ rule }) => rule);

/** Each option of class-validator is seen by what it does. */
describe("class-validator is asked to", () => {
  test("check properties that are absent (skipUndefinedProperties, skipMissingProperties: false)", () => {
    expect(rulesBroken({})).toEqual(["isInt", "isPositive", "max"]);
  });

  test("check properties that are null (skipNullProperties, skipMissingProperties: false)", () => {
    expect(rulesBroken({ amount: null })).toEqual(["isInt", "isPositive", "max"]);
  });

  test("go on after the first broken rule of a property (stopAtFirstError: false)", () => {
    expect(rulesBroken({ amount: -1.5 })).toEqual(["isInt", "isPositive"]);
  });

  test("refuse, not just drop, what has no rule in a command (whitelist, forbidNonWhitelisted)", () => {
    class Command {
      @IsString() name!: string;
      note?: string;
    }
    const json = (): object => ({ name: "a", note: "b" });
    expect(
      violationsIn(() => payloadCodec(Command, "strict").decode(json())).map(({ path }) => path),
    ).toEqual(["note"]);
    expect(payloadCodec(Command, "tolerant").decode(json())).toHaveProperty("note", "b");
  });

  test("take what has @Allow, whatever it is", () => {
    class Command {
      @Allow() anything: unknown;
    }
    const codec = payloadCodec(Command, "strict");
    expect(codec.decode({ anything: { a: [1] } }).anything).toEqual({ a: [1] });
    expect(codec.decode({})).toBeInstanceOf(Command);
  });

  test("hold rules that belong to a group, though no group is asked for (strictGroups: false)", () => {
    class Grouped {
      @IsInt({ groups: ["import"] }) amount!: number;
      @IsInt({ always: true }) other!: number;
    }
    for (const strictness of ["strict", "tolerant"] as const) {
      const violations = violationsIn(() => payloadCodec(Grouped, strictness).decode({}));
      expect(violations.map(({ path }) => path)).toEqual(["amount", "other"]);
    }
  });

  test("give its messages, and the author's where there is one (dismissDefaultMessages: false)", () => {
    class Told {
      @IsInt() a!: number;
      @IsInt({ message: "b must be whole, got $value" }) b!: number;
    }
    expect(
      violationsIn(() => payloadCodec(Told, "strict").decode({ a: "x", b: "y" })).map(
        ({ message }) => message,
      ),
    ).toEqual(["a must be an integer number", "b must be whole, got y"]);
  });

  test("refuse nested objects whose class is unknown (forbidUnknownValues)", () => {
    class Holder {
      @ValidateNested() inner!: object;
    }
    const violations = violationsIn(() =>
      payloadCodec(Holder, "tolerant").decode({ inner: { a: 1 } }),
    );
    expect(violations).toMatchObject([{ path: "inner", rule: "unknownValue" }]);
  });

  test("accept a class that has no rules at all, and say nothing on the console", () => {
    const spies = (["log", "warn", "error"] as const).map((method) =>
      jest.spyOn(console, method).mockImplementation(() => undefined),
    );
    try {
      class Free {}
      expect(payloadCodec(Free, "tolerant").decode({ a: 1 })).toBeInstanceOf(Free);
      expect(payloadCodec(Free, "strict").decode({})).toBeInstanceOf(Free);
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });

  test("leave absent and null what @IsOptional allows to be so", () => {
    class Optional {
      @IsOptional() @IsInt() amount?: number | null;
    }
    const codec = payloadCodec(Optional, "strict");
    expect(Object.keys(codec.decode({}))).toEqual([]);
    expect(codec.decode({ amount: null }).amount).toBeNull();
    expect(violationsIn(() => codec.decode({ amount: "1" }))).toMatchObject([{ rule: "isInt" }]);
  });
});
