import { Exclude, Type } from "class-transformer";
import { IsArray, IsInt, IsNotEmpty, IsObject, IsString, ValidateNested } from "class-validator";
import { scanSource } from "../../src/build/scan/index.js";
import { describeFromSources } from "../../src/build/discover/describeFromSources.js";
import { describePayload, ruleGaps } from "../../src/codec/index.js";
import { Command, Decide, DomainEvent, On, StateView } from "../../src/decorators/index.js";
import type { Class, Decision } from "../../src/domain/index.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { link } from "../../src/model/link.js";
import { registry } from "../../src/model/registry.js";
import { diagnosticsOf } from "../support/isolatedRegistry.js";

test("ESF306: every field that no rule speaks of is told once, in nested classes too", () => {
  class Part {
    @IsString() name!: string;
    cached = 1;
  }
  const diagnostics = diagnosticsOf(() => {
    @Command("act")
    class Act {
      @IsString() who!: string;
      attempts = 0;
      @Exclude() note = "internal";
      @Type(() => Part) @ValidateNested() part?: Part;
      @Decide() decide(): Decision {
        return [];
      }
    }
    return Act;
  });
  expect(diagnostics.map(({ code, className, member }) => [code, className, member])).toEqual([
    ["ESF306", "Act", "attempts"],
    ["ESF306", "Act", "note"],
    ["ESF306", "Part", "cached"],
  ]);
  expect(diagnostics[0]).toMatchObject({
    severity: "error",
    cause:
      "The field is in every instance and has no rule, so every command is refused, although nobody has sent it.",
  });
});

describe("classes that a command, an event or a state holds", () => {
  /** With what only sources tell, as the build finds it. */
  const told = (declare: () => unknown, bare: Readonly<Record<string, string[]>>): string[] => {
    let found: readonly Diagnostic[] = [];
    diagnosticsOf(() => {
      declare();
      found = link(registry(), (target) => ({
        ...describeFromSources([])(target),
        bareFields: (bare[target.name] ?? []).map((member) => ({
          member,
          declaredBy: target.name,
        })),
      })).diagnostics;
    });
    return found.map(({ code, className = "", member = "" }) => `${code} ${className}.${member}`);
  };
  class Currency {
    @IsString() code!: string;
  }
  class Money {
    @IsString() cents!: string;
    @IsObject() @Type(() => Currency) @ValidateNested() currency!: Currency;
  }
  class Empty {}
  abstract class Place {}
  class Door extends Place {
    @IsString() street!: string;
  }
  class Locker extends Place {}
  const subTypes = [
    { name: "door", value: Door },
    { name: "locker", value: Locker },
  ];
  const bare = { Currency: ["digits"], Money: ["note"], Door: ["kind", "bell"] };

  test.each([
    [true, ["ESF416 Act.to"]],
    [false, []],
  ])(
    "ESF405, ESF403: are looked at at any depth and behind a discriminator (kept: %s)",
    (keepDiscriminatorProperty, ofName) => {
      const act = (): unknown => {
        @Command("act")
        class Act {
          @Type(() => Money) @ValidateNested({ each: true }) @IsArray() prices!: Money[];
          @Type(() => Place, {
            keepDiscriminatorProperty,
            discriminator: { property: "kind", subTypes },
          })
          @ValidateNested()
          @IsObject()
          to!: Door | Locker;
          @Decide() decide(): Decision {
            return [];
          }
        }
        return Act;
      };
      expect(told(act, bare)).toEqual([
        ...ofName,
        "ESF405 Money.note",
        "ESF405 Currency.digits",
        "ESF405 Door.bell",
        "ESF403 Locker.",
      ]);
    },
  );

  test("ESF403: are refused without any rule where a holder asks, in events and state, too", () => {
    const declare = (): unknown => {
      @DomainEvent("sold")
      class Sold {
        @Type(() => Money) @ValidateNested() @IsObject() price!: Money;
        @Type(() => Empty) @IsObject() unasked!: Empty;
        @Type(() => Locker) @ValidateNested() @IsObject() locker!: Locker;
      }
      @StateView("shop")
      class Shop {
        @Type(() => Place) unasked?: Place;
        @Type(() => Empty) @ValidateNested() asked?: Empty;
        @On(Sold) sold(): void {
          // Handles.
        }
      }
      return Shop;
    };
    // What no rule speaks of stays in events and state.
    expect(told(declare, bare)).toEqual(["ESF403 Locker.", "ESF403 Empty."]);
  });

  test("ESF405: a field of a base class is told once, however many extend it", () => {
    class Base {
      @IsString() who!: string;
    }
    let found: readonly Diagnostic[] = [];
    diagnosticsOf(() => {
      @Command("first")
      class First extends Base {
        @Decide() decide(): Decision {
          return [];
        }
      }
      @Command("second")
      class Second extends Base {
        @Decide() decide(): Decision {
          return [];
        }
      }
      const bareFields = [{ member: "note", declaredBy: "Base" }];
      found = link(registry(), (target) => ({
        ...describePayload(target),
        bareFields,
      })).diagnostics;
      return [First, Second];
    });
    expect(found).toMatchObject([{ code: "ESF405", className: "Base", member: "note" }]);
  });
});

test("ESF415: what the rules let through is told of commands and events, and not of state", () => {
  class Line {
    @IsString() name!: string;
  }
  let found: readonly Diagnostic[] = [];
  diagnosticsOf(() => {
    @DomainEvent("sold")
    class Sold {
      @Type(() => Line) @ValidateNested() line!: Line;
      @Type(() => Line) @ValidateNested({ each: true }) lines!: Line[];
      @Type(() => Line) @IsString() wrong!: Line;
    }
    @StateView("shop")
    class Shop {
      @Type(() => Line) @ValidateNested() line?: Line;
    }
    const describe = (target: Class) => ({
      ...describePayload(target),
      gaps: ruleGaps(target),
    });
    found = link(registry(), describe).diagnostics.filter(({ code }) => code === "ESF415");
    return [Sold, Shop];
  });
  expect(found.map(({ member, cause, remedy }) => [member, cause, remedy])).toEqual([
    [
      "line",
      "The rules let through what the type forbids: nothing at all, for @ValidateNested asks only about what is there; a list for one Line.",
      "Add @IsObject(), and @IsOptional() if it may be missing.",
    ],
    [
      "lines",
      "The rules let through what the type forbids: nothing at all, for @ValidateNested asks only about what is there; one Line for the list.",
      "Add @IsArray(), and @IsOptional() if it may be missing.",
    ],
  ]);
});

test("ESF417, ESF418, ESF419: what a class's rules and its constructor refuse is told of each role", () => {
  const source = scanSource(
    `class Sold { @IsInt() name!: string; @IsNotEmpty() note!: string; @IsString() at?: string }
     class Shop { @IsInt() name = ""; @IsNotEmpty() note = ""; }`,
    "shop.ts",
  );
  let found: readonly Diagnostic[] = [];
  diagnosticsOf(() => {
    @DomainEvent("sold")
    class Sold {
      @IsInt() name!: string;
      @IsNotEmpty() note!: string;
      @IsString() at?: string;
      constructor(given: { at: string }) {
        this.at = given.at;
      }
    }
    @StateView("shop")
    class Shop {
      @IsInt() name = "";
      @IsNotEmpty() note = "";
      @On("sold") sold(): void {
        // Handles.
      }
    }
    found = link(registry(), describeFromSources(source.classes)).diagnostics;
    return [Sold, Shop];
  });
  const told = found.filter(({ code }) => /ESF41[789]/.test(code));
  expect(
    told.map(({ severity, code, className, member = "", cause, remedy }) =>
      [`${severity} ${code} ${className ?? ""}.${member}`, cause, remedy].join(" | "),
    ),
  ).toEqual([
    "error ESF417 Sold.name | The rule isInt refuses every string, and that is the property's type: no value can be valid. | Mend the rule or the type.",
    "warning ESF418 Sold.note | The rules let through what the type forbids: a number. | Add @IsString().",
    "warning ESF418 Sold.at | The rules refuse what the type allows: that it is missing. | Add @IsOptional(), or let the type say that there is a value.",
    expect.stringContaining(
      "error ESF419 Sold. | The event is made without arguments before its properties are set, and the constructor throws then: ",
    ) as unknown,
    "error ESF417 Shop.name | The rule isInt refuses every string, and that is the property's type: no value can be valid. | Mend the rule or the type.",
  ]);
});

test("ESF217: a function that stands in each state is told, for no fold could store it", () => {
  const diagnostics = diagnosticsOf(() => {
    @DomainEvent("sold")
    class Sold {
      @IsString() name!: string;
    }
    @StateView("shop")
    class Shop {
      total = 0;
      @Exclude() kept = (): number => this.total;
      add = (): void => {
        this.total += 1;
      };
      @On(Sold) sold(): void {
        this.add();
      }
    }
    return Shop;
  });
  expect(diagnostics).toMatchObject([
    {
      code: "ESF217",
      className: "Shop",
      member: "add",
      cause: "The property is a function in each instance, which JSON cannot carry.",
      remedy: "Make it a method, or add @Exclude().",
    },
  ]);
});
