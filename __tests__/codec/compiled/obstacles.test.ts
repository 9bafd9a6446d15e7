import "reflect-metadata";
import { Exclude, Expose, Transform, Type } from "class-transformer";
import {
  Allow,
  IsInt,
  IsString,
  Matches,
  registerDecorator,
  Validate,
  ValidateNested,
  ValidatePromise,
  ValidatorConstraint,
} from "class-validator";
import { codecReport, InvalidPayloadError, payloadCodec } from "../../../src/codec/index.js";
import { compileCodec } from "../../../src/codec/compiled/index.js";
import type { Class } from "../../../src/domain/index.js";
import { pairOf } from "./agreement.js";

@ValidatorConstraint({ async: true })
class Asynchronous {
  validate(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

class WithGroup {
  @Expose({ groups: ["import"] }) @IsInt() amount!: number;
}
class WithPromise {
  @ValidatePromise() @IsInt() amount!: Promise<number>;
}
class WithAsyncRule {
  @Validate(Asynchronous) amount!: number;
}
@Exclude()
class AllExcluded {
  @Expose() @IsInt() amount!: number;
}
class WithDynamicType {
  @Type((options) => (options?.property === "x" ? Date : String)) @Allow() amount!: unknown;
}
class WithAccessor {
  @IsInt() get amount(): number {
    return Object.keys(this).length;
  }
}
class WithStickyPattern {
  @Matches(/a/y) amount!: string;
}
class NamedLikeAMethod {
  @Expose({ name: "toString" }) @IsString() amount!: string;
}
class TransformedNested {
  @Transform(({ value }) => value as unknown)
  @Type(() => WithGroup)
  @ValidateNested()
  amount!: WithGroup;
}
class WithNestedObstacle {
  @Type(() => WithGroup) @ValidateNested({ each: true }) lines!: WithGroup[];
}
class ExtendsMap extends Map<string, number> {
  @IsInt() amount!: number;
}
class NeedsArgument {
  @IsInt() amount: number;
  constructor(from: { amount: number }) {
    this.amount = from.amount;
  }
}

describe("what the compiler does not understand exactly is left to the libraries", () => {
  test.each<[Class, string | undefined, RegExp]>([
    [WithGroup, "amount", /@Expose with a group/],
    [WithPromise, "amount", /promiseValidation/],
    [WithAsyncRule, "amount", /asynchronous rule/],
    [AllExcluded, undefined, /@Exclude on the class/],
    [WithDynamicType, "amount", /looks at the value/],
    [WithAccessor, "amount", /accessor/],
    [WithStickyPattern, "amount", /sticky/],
    [NamedLikeAMethod, "amount", /has the name toString/],
    [TransformedNested, "amount", /@Transform and @ValidateNested/],
    [WithNestedObstacle, "lines", /^holds WithGroup.amount, which has @Expose with a group/],
    [ExtendsMap, undefined, /extends a class of JavaScript/],
    [NeedsArgument as unknown as Class, undefined, /without arguments/],
  ])("%p", (target, property, reason) => {
    const { obstacle } = codecReport(target);
    expect(obstacle?.property).toBe(property);
    expect(obstacle?.reason).toMatch(reason);
    const pair = pairOf(target, "strict");
    expect(pair.compiled).toBe(false);
    for (const json of [
      '{"amount":1}',
      '{"amount":"a"}',
      '{"amount":{}}',
      '{"lines":[{}]}',
      "{}",
      "[]",
    ]) {
      if (target !== WithStickyPattern) pair.decode(() => JSON.parse(json) as unknown);
    }
  });
});

describe("a rule that bears the name of one of class-validator's", () => {
  const Even =
    (name: string, message: string): PropertyDecorator =>
    (target, property) => {
      registerDecorator({
        name,
        target: target.constructor,
        propertyName: String(property),
        validator: {
          validate: (value) => typeof value === "number" && value % 2 === 0,
          defaultMessage: () => message,
        },
      });
    };

  test.each(["another message", "$property must be an integer number"])(
    "is asked itself, also with the message %j",
    (message) => {
      class Counted {
        @Even("isInt", message) count!: number;
      }
      const pair = pairOf(Counted, "strict");
      expect(pair.decode(() => ({ count: 2 }))).toBe("taken");
      expect(pair.decode(() => ({ count: 3 }))).toBe("refused");
      expect(codecReport(Counted).asked).toEqual([
        { className: "Counted", property: "count", rule: "isInt" },
      ]);
    },
  );
});

test("classes that refer to each other in a circle are compiled with the first value", () => {
  const later: Class[] = [];
  class First {
    @Type(() => later[0] ?? (undefined as never)) @ValidateNested() other!: object;
  }
  class Second {
    @IsInt() amount!: number;
  }
  expect(compileCodec(First, "strict")).toBe("not ready");
  const codec = payloadCodec(First, "strict");
  later.push(Second);
  expect(codec.decode({ other: { amount: 1 } }).other).toBeInstanceOf(Second);
  expect(() => codec.decode({ other: { amount: 0.5 } })).toThrow(InvalidPayloadError);
});

test("where no code may be made from text, the libraries do the work", () => {
  class Simple {
    @IsInt() amount!: number;
  }
  const original = globalThis.Function;
  Reflect.set(globalThis, "Function", function () {
    throw new EvalError("Code generation from strings disallowed for this context");
  });
  try {
    const codec = payloadCodec(Simple, "strict");
    expect(codec.decode({ amount: 1 })).toEqual(Object.assign(new Simple(), { amount: 1 }));
    expect(codec.encode(Object.assign(new Simple(), { amount: 2 }))).toEqual({ amount: 2 });
    expect(() => codec.decode({ amount: "1" })).toThrow(InvalidPayloadError);
    expect(codecReport(Simple).obstacle?.reason).toMatch(/^cannot be compiled: Code generation/);
  } finally {
    Reflect.set(globalThis, "Function", original);
  }
});
