import { IsString } from "class-validator";
import { Command, Decide, DomainEvent, On, StateView } from "../../src/decorators/index.js";
import { identifierProblem, type Decision } from "../../src/domain/index.js";
import { diagnosticsOf } from "../support/isolatedRegistry.js";
import { expectDiagnostic } from "../support/expectDiagnostic.js";

describe("mistakes in names", () => {
  test.each(["", "9lives", "a", "with space", "ä-view", "x".repeat(129)])(
    "ESF101: the state view name %j",
    (name) => {
      const [diagnostic, ...more] = diagnosticsOf(() => {
        @StateView(name)
        class Things {
          @On("thing.happened") happened(): void {
            // Handles, so that the name is the only mistake.
          }
        }
        return Things;
      });
      expect(more).toEqual([]);
      expect(diagnostic).toMatchObject({
        code: "ESF101",
        severity: "error",
        className: "Things",
        remedy: "Choose a name that the platform accepts.",
      });
      expect(diagnostic?.cause).toMatch(/^state view name ".*" must start with a letter .*\.$/);
    },
  );

  test("ESF101: a command's name", () => {
    expectDiagnostic(
      () => {
        @Command("do thing")
        class DoThing {
          @IsString() what!: string;
          @Decide() decide(): Decision {
            return [];
          }
        }
        return DoThing;
      },
      {
        code: "ESF101",
        severity: "error",
        className: "DoThing",
        member: undefined,
        cause: `state change name "do thing" must start with a letter and have 2 to 128 letters, digits, "-", "_" or ".".`,
        remedy: "Choose a name that the platform accepts.",
      },
    );
  });

  test("ESF101: an event's type and its stream are told both", () => {
    const diagnostics = diagnosticsOf(() => {
      @DomainEvent(" ", { stream: "s" })
      class Happened {
        @IsString() what!: string;
      }
      return Happened;
    });
    expect(diagnostics).toMatchObject([
      {
        code: "ESF101",
        className: "Happened",
        cause: expect.stringContaining("event type must not be blank") as unknown,
      },
      {
        code: "ESF101",
        className: "Happened",
        cause: expect.stringContaining("stream name") as unknown,
      },
    ]);
  });

  test("ESF101: an event type that a handler names", () => {
    expectDiagnostic(
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened", " ") happened(): void {
            // One of its two types is blank.
          }
        }
        return Things;
      },
      {
        code: "ESF101",
        severity: "error",
        className: "Things",
        member: "happened",
        cause: `${identifierProblem("event type", " ") ?? ""}.`,
        remedy: "Choose a name that the platform accepts.",
      },
    );
  });

  test("ESF101: a name that is no string", () => {
    const missing = undefined as unknown as string;
    const diagnostics = diagnosticsOf(() => {
      StateView(missing)(
        class Things {
          declare readonly data: string;
        },
      );
      DomainEvent(missing)(class Happened {});
      Command(missing)(class DoThing {});
    });
    expect(diagnostics.filter(({ code }) => code === "ESF101")).toMatchObject([
      { className: "Happened", cause: "event type must be a string, got undefined." },
      { cause: "state view name must be a string, got undefined." },
      { className: "DoThing", cause: "state change name must be a string, got undefined." },
    ]);
  });

  test("ESF102: two state views of one name", () => {
    expectDiagnostic(
      () => {
        @StateView("things")
        class First {
          @On("thing.happened") happened(): void {
            // Handles, so that the name is the only mistake.
          }
        }
        @StateView("things")
        class Second {
          @On("thing.happened") happened(): void {
            // Handles, so that the name is the only mistake.
          }
        }
        return [First, Second];
      },
      {
        code: "ESF102",
        severity: "error",
        className: "Second",
        member: undefined,
        cause: `The state view name "things" already belongs to First.`,
        remedy: "Give one of them another name.",
      },
    );
  });

  test("ESF102: two commands of one name", () => {
    expectDiagnostic(
      () => {
        @Command("do-thing")
        class First {
          @IsString() what!: string;
          @Decide() decide(): Decision {
            return [];
          }
        }
        @Command("do-thing")
        class Second {
          @IsString() what!: string;
          @Decide() decide(): Decision {
            return [];
          }
        }
        return [First, Second];
      },
      {
        code: "ESF102",
        severity: "error",
        className: "Second",
        member: undefined,
        cause: `The command name "do-thing" already belongs to First.`,
        remedy: "Give one of them another name.",
      },
    );
  });

  test("a state view and a command may have the same name", () => {
    const diagnostics = diagnosticsOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      @Command("things")
      class DoThings {
        @IsString() what!: string;
        @Decide() decide(): Decision {
          return [];
        }
      }
      return [Things, DoThings];
    });
    expect(diagnostics).toEqual([]);
  });

  test("ESF103: two classes of one event type; views of either are not blamed", () => {
    expectDiagnostic(
      () => {
        @DomainEvent("thing.happened")
        class First {
          @IsString() what!: string;
        }
        @DomainEvent("thing.happened")
        class Second {
          @IsString() what!: string;
        }
        @StateView("firsts")
        class Firsts {
          @On(First) happened(): void {
            // Handles.
          }
        }
        @StateView("seconds")
        class Seconds {
          @On(Second) happened(): void {
            // Handles.
          }
        }
        return [Firsts, Seconds];
      },
      {
        code: "ESF103",
        severity: "error",
        className: "Second",
        member: undefined,
        cause: `The event type "thing.happened" is already claimed by First.`,
        remedy: "Keep one class for each event type, or give this one another type.",
      },
    );
  });

  test("the first claim is told with its place, where a tool knows places", () => {
    const [diagnostic] = diagnosticsOf(() => {
      const realm = globalThis as { [KEY]?: { locate?: () => object } };
      const registry = realm[KEY];
      if (registry === undefined) throw new Error("there is no registry");
      registry.locate = () => ({ file: "first.ts", line: 3, column: 1 });
      @DomainEvent("thing.happened")
      class First {
        @IsString() what!: string;
      }
      registry.locate = () => ({ file: "second.ts", line: 9, column: 1 });
      @DomainEvent("thing.happened")
      class Second {
        @IsString() what!: string;
      }
      return [First, Second];
    });
    expect(diagnostic).toMatchObject({
      code: "ESF103",
      where: { file: "second.ts", line: 9, column: 1 },
      cause: `The event type "thing.happened" is already claimed by First (first.ts:3).`,
    });
  });
});

const KEY: unique symbol = Symbol.for("evidentsource.functions.registry");
