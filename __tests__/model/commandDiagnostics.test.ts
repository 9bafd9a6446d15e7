/* eslint-disable @typescript-eslint/no-unused-vars -- the parameters are declared for their types */
import { IsString } from "class-validator";
import { Command, Decide } from "../../src/decorators/index.js";
import type { Class, Decision } from "../../src/domain/index.js";
import { definitionsOf, diagnosticsOf } from "../support/isolatedRegistry.js";
import { expectDiagnostic } from "../support/expectDiagnostic.js";

describe("mistakes in commands and decisions", () => {
  test("ESF301: a command has no decision", () => {
    expectDiagnostic(
      () => {
        @Command("do-thing")
        class DoThing {
          @IsString() what!: string;
        }
        return DoThing;
      },
      {
        code: "ESF301",
        severity: "error",
        className: "DoThing",
        member: undefined,
        cause: "The command has no decision.",
        remedy: "Add a method with @Decide() to it, or one with @Decide(DoThing) elsewhere.",
      },
    );
  });

  test("ESF302: a command has two decisions, one of them elsewhere", () => {
    expectDiagnostic(
      () => {
        @Command("do-thing")
        class DoThing {
          @IsString() what!: string;
          @Decide() decide(): Decision {
            return [];
          }
        }
        class Decisions {
          @Decide(DoThing) doThing(_command: DoThing): Decision {
            return [];
          }
        }
        return Decisions;
      },
      {
        code: "ESF302",
        severity: "error",
        className: "Decisions",
        member: "doThing",
        cause: "The command already has the decision DoThing.decide.",
        remedy: "Keep one of them.",
      },
    );
  });

  test.each([
    [
      "in a class that is no command",
      () => {
        class DoThing {
          @Decide() decide(): Decision {
            return [];
          }
        }
        return DoThing;
      },
      "@Decide() stands in a class that is no command.",
    ],
    [
      "of a class that is no command",
      () => {
        class Other {}
        class DoThing {
          @Decide(Other) decide(_other: Other): Decision {
            return [];
          }
        }
        return DoThing;
      },
      "@Decide names Other, which is no command.",
    ],
    [
      "of a class that is undefined",
      () => {
        class DoThing {
          @Decide(undefined as unknown as Class) decide(): Decision {
            return [];
          }
        }
        return DoThing;
      },
      "@Decide names a class that is undefined.",
    ],
  ] as const)("ESF303: a decision %s", (_place, declare, cause) => {
    expectDiagnostic(declare, {
      code: "ESF303",
      severity: "error",
      className: "DoThing",
      member: "decide",
      cause,
      remedy: `Add @Command("name") to the class, or say whose decision it is: @Decide(CommandClass).`,
    });
  });

  test("ESF304: a decision is asynchronous", () => {
    expectDiagnostic(
      () => {
        @Command("do-thing")
        class DoThing {
          @IsString() what!: string;
          // @ts-expect-error -- the compiler refuses it as well
          @Decide() async decide(): Promise<Decision> {
            return Promise.resolve([]);
          }
        }
        return DoThing;
      },
      {
        code: "ESF304",
        severity: "error",
        className: "DoThing",
        member: "decide",
        cause: "The decision is asynchronous; it returns a promise.",
        remedy: "Remove `async` and every await: the database answers at once.",
      },
    );
  });

  test("a command with a mistake is left out of the definitions", () => {
    const { stateChanges } = definitionsOf(() => {
      @Command("do-thing")
      class DoThing {
        @IsString() what!: string;
      }
      @Command("do-other")
      class DoOther {
        @IsString() what!: string;
        @Decide() decide(): Decision {
          return [];
        }
      }
      return [DoThing, DoOther];
    });
    expect(stateChanges.map(({ name }) => name)).toEqual(["do-other"]);
  });

  test("a mistake in the declaration does not hide one in the rules", () => {
    const diagnostics = diagnosticsOf(() => {
      @Command("do thing")
      class DoThing {
        @IsString() what!: string;
        @IsString() declare readonly since: Date;
      }
      return DoThing;
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["ESF101", "ESF301", "ESF402"]);
  });
});
