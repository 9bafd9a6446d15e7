import { Exclude, Expose, Transform, Type } from "class-transformer";
import {
  Allow,
  IsArray,
  IsDate,
  IsInt,
  IsString,
  IsTimeZone,
  ValidateNested,
} from "class-validator";
import {
  Command,
  Decide,
  DomainEvent,
  On,
  StateView,
  Subject,
} from "../../src/decorators/index.js";
import type { Decision } from "../../src/domain/index.js";
import { diagnosticsOf } from "../support/isolatedRegistry.js";
import { expectDiagnostic } from "../support/expectDiagnostic.js";

describe("mistakes in what travels as JSON", () => {
  test("ESF402: a Date without @Type", () => {
    expectDiagnostic(
      () => {
        @DomainEvent("thing.happened")
        class Happened {
          @IsDate() on!: Date;
        }
        return Happened;
      },
      {
        code: "ESF402",
        severity: "error",
        className: "Happened",
        member: "on",
        cause: "JSON does not bring back a Date by itself.",
        remedy: "Add @Type(() => Date), or @Transform for both directions.",
      },
    );
  });

  test("ESF407: a rule that asks Intl", () => {
    expectDiagnostic(
      () => {
        @DomainEvent("thing.happened")
        class Happened {
          @IsTimeZone() zone!: string;
        }
        return Happened;
      },
      {
        code: "ESF407",
        severity: "error",
        className: "Happened",
        member: "zone",
        cause: "@IsTimeZone asks Intl, which components lack: there it refuses every value.",
        remedy:
          "Name the time zones that you know with @IsIn, or check the form of the name with @Matches.",
      },
    );
  });

  test("ESF402: nested objects in an array without @Type", () => {
    expectDiagnostic(
      () => {
        @DomainEvent("thing.happened")
        class Happened {
          @ValidateNested({ each: true }) lines!: object[];
        }
        return Happened;
      },
      {
        code: "ESF402",
        severity: "error",
        className: "Happened",
        member: "lines",
        cause: "The elements' class is not known, so JSON brings back plain objects.",
        remedy:
          "Add @Type(() => Element) and @ValidateNested({ each: true }), or a rule with { each: true }.",
      },
    );
  });

  test("ESF402: an array of which nothing says what it holds is a warning", () => {
    expectDiagnostic(
      () => {
        @DomainEvent("thing.happened")
        class Happened {
          @IsArray() lines!: unknown[];
        }
        return Happened;
      },
      {
        code: "ESF402",
        severity: "warning",
        className: "Happened",
        member: "lines",
        cause: "The elements' class is not known, so JSON brings back plain objects.",
        remedy:
          "Add @Type(() => Element) and @ValidateNested({ each: true }), or a rule with { each: true }.",
      },
    );
  });

  test("ESF402: a nested object without @Type, and a class of the author's", () => {
    class Money {
      @IsInt() cents!: number;
    }
    const diagnostics = diagnosticsOf(() => {
      @DomainEvent("thing.happened")
      class Happened {
        @ValidateNested() detail!: object;
        @ValidateNested() price!: Money;
      }
      return Happened;
    });
    expect(diagnostics).toMatchObject([
      {
        code: "ESF402",
        member: "detail",
        cause: expect.stringContaining("a nested object") as unknown,
      },
      { code: "ESF402", member: "price", cause: expect.stringContaining("a Money") as unknown },
    ]);
  });

  test("a state view's types are checked, too, unless it brings a codec", () => {
    const declare = (codec: boolean) => () => {
      class Things {
        @Expose() since!: Date;
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      const own = { encode: () => new Uint8Array(), decode: () => new Things() };
      StateView("things", codec ? { codec: own } : {})(Things);
    };
    expect(diagnosticsOf(declare(false))).toMatchObject([
      { code: "ESF402", className: "Things", member: "since" },
    ]);
    expect(diagnosticsOf(declare(true))).toEqual([]);
  });

  test("types that something brings back are no mistake", () => {
    class Money {
      @IsInt() cents!: number;
    }
    const diagnostics = diagnosticsOf(() => {
      @DomainEvent("thing.happened")
      class Happened {
        @IsDate() @Type(() => Date) on!: Date;
        @Type(() => Money) @ValidateNested({ each: true }) prices!: Money[];
        @IsString({ each: true }) names!: string[];
        @Allow() @Transform(({ value }) => new Date(String(value))) until!: Date;
        @Allow() @Exclude() cache!: Map<string, string>;
        @IsString() text!: string;
        @Allow() anything!: unknown;
      }
      return Happened;
    });
    expect(diagnostics).toEqual([]);
  });

  test.each([
    [
      "event",
      () => {
        @DomainEvent("thing.happened")
        class Bare {
          @Expose() what!: string;
        }
        return Bare;
      },
    ],
    [
      "command",
      () => {
        @Command("do-thing")
        class Bare {
          @Expose() what!: string;
          @Decide() decide(): Decision {
            return [];
          }
        }
        return Bare;
      },
    ],
    [
      "nested class",
      () => {
        class Bare {
          @Expose() what!: string;
        }
        @DomainEvent("thing.happened")
        class Happened {
          @ValidateNested() @Type(() => Bare) bare!: Bare;
        }
        return Happened;
      },
    ],
  ] as const)("ESF403: no property of the %s has a rule", (role, declare) => {
    expectDiagnostic(declare, {
      code: "ESF403",
      severity: "error",
      className: "Bare",
      member: undefined,
      cause: `The ${role} has no class-validator rules, so nothing that arrives could be valid.`,
      remedy: "Add a rule to each property, @Allow() where anything is valid.",
    });
  });

  test("the payload class of a handler by name is checked although it is no domain event", () => {
    class Bare {
      @Expose() what!: string;
    }
    const diagnostics = diagnosticsOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened", () => Bare) happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    expect(diagnostics).toMatchObject([{ code: "ESF403", className: "Bare" }]);
  });

  test("state needs no rules, and neither do the classes nested in it", () => {
    class Line {
      @Expose() what!: string;
    }
    const diagnostics = diagnosticsOf(() => {
      @StateView("things")
      class Things {
        @Expose() @Type(() => Line) lines: Line[] = [];
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    expect(diagnostics).toEqual([]);
  });

  test("a class that many others nest is told once", () => {
    class Bare {
      @Expose() what!: string;
    }
    const diagnostics = diagnosticsOf(() => {
      @DomainEvent("thing.happened")
      class Happened {
        @ValidateNested() @Type(() => Bare) bare!: Bare;
        @ValidateNested({ each: true }) @Type(() => Bare) bares!: Bare[];
      }
      @DomainEvent("thing.ended")
      class Ended {
        @ValidateNested() @Type(() => Bare) bare!: Bare;
      }
      return [Happened, Ended];
    });
    expect(diagnostics.map(({ code, className }) => [code, className])).toEqual([
      ["ESF403", "Bare"],
    ]);
  });

  test("a class that nests itself is read once", () => {
    class Tree {
      @IsString() name!: string;
      @ValidateNested({ each: true }) @Type(() => Tree) branches!: Tree[];
    }
    expect(
      diagnosticsOf(() => {
        DomainEvent("tree.planted")(Tree);
      }),
    ).toEqual([]);
  });

  test("ESF404: an event has two subjects", () => {
    expectDiagnostic(
      () => {
        @DomainEvent("thing.happened")
        class Happened {
          @Subject() @IsString() first!: string;
          @Subject() @IsString() second!: string;
        }
        return Happened;
      },
      {
        code: "ESF404",
        severity: "error",
        className: "Happened",
        member: "second",
        cause: "The event already has the subject first.",
        remedy: "Keep one @Subject().",
      },
    );
  });

  test("ESF404: @Subject stands in a class that is no domain event", () => {
    expectDiagnostic(
      () => {
        class Happened {
          @Subject() id!: string;
        }
        return Happened;
      },
      {
        code: "ESF404",
        severity: "error",
        className: "Happened",
        member: "id",
        cause: "@Subject stands in a class that is no domain event.",
        remedy: `Add @DomainEvent("type") to the class, or remove @Subject.`,
      },
    );
  });

  test("ESF405: a property of a command has no rule", () => {
    expectDiagnostic(
      () => {
        @Command("do-thing")
        class DoThing {
          @IsString() what!: string;
          @Expose({ name: "when_exactly" }) whenExactly!: string;
          @Decide() decide(): Decision {
            return [];
          }
        }
        return DoThing;
      },
      {
        code: "ESF405",
        severity: "warning",
        className: "DoThing",
        member: "whenExactly",
        cause: "The property has no rule, so a command that carries it is refused.",
        remedy: "Add a rule to it, @Allow() if anything is valid.",
      },
    );
  });

  test("ESF405: a property of a class that is nested in a command has no rule", () => {
    class Line {
      @IsString() what!: string;
      @Expose() note!: string;
    }
    const diagnostics = diagnosticsOf(() => {
      @Command("do-things")
      class DoThings {
        @ValidateNested({ each: true }) @Type(() => Line) lines!: Line[];
        @Decide() decide(): Decision {
          return [];
        }
      }
      return DoThings;
    });
    expect(diagnostics).toMatchObject([{ code: "ESF405", className: "Line", member: "note" }]);
  });

  test("a property of an event may go without a rule where another has one", () => {
    const diagnostics = diagnosticsOf(() => {
      @DomainEvent("thing.happened")
      class Happened {
        @IsString() what!: string;
        @Expose({ name: "when_exactly" }) whenExactly!: string;
      }
      return Happened;
    });
    expect(diagnostics).toEqual([]);
  });
});
