/* eslint-disable @typescript-eslint/no-unused-vars -- the parameters are declared for their types */
import { IsString } from "class-validator";
import { DomainEvent, On, OnAny, StateView } from "../../src/decorators/index.js";
import {
  identifierProblem,
  nameProblem,
  parameter,
  Selector,
  type Class,
  type Event,
} from "../../src/domain/index.js";
import type { StateViewOptions } from "../../src/model/options.js";
import { definitionsOf, diagnosticsOf } from "../support/isolatedRegistry.js";
import { expectDiagnostic } from "../support/expectDiagnostic.js";

class Undecorated {
  @IsString() what!: string;
}

interface Shape {
  readonly what: string;
}

/** A class that a circular import has not initialised. */
const UNDEFINED = undefined as unknown as Class;

/** A view that handles one event type, with these options. */
const viewWith = (options: StateViewOptions) => (): void => {
  class Things {
    @On("thing.happened") happened(): void {
      // Handles, so that the options are the only mistake.
    }
  }
  StateView("things", options)(Things);
};

const about = (member?: string) => ({ severity: "error", className: "Things", member }) as const;

describe("mistakes in state views", () => {
  test("ESF201: a state view has no handlers", () => {
    expectDiagnostic(
      () => {
        @StateView("things")
        class Things {
          count = 0;
        }
        return Things;
      },
      {
        code: "ESF201",
        ...about(),
        cause: "The state view has no handlers, so it selects no events.",
        remedy: "Add a method with @On(EventClass).",
      },
    );
  });

  test("ESF202: two methods handle one event type", () => {
    expectDiagnostic(
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened") first(): void {
            // Handles it.
          }
          @On("thing.happened") second(): void {
            // Handles it, too.
          }
        }
        return Things;
      },
      {
        code: "ESF202",
        ...about("second"),
        cause: `The event type "thing.happened" already has the handler first.`,
        remedy: "Fold both in one method, or remove one of them.",
      },
    );
  });

  test("ESF202: one by class, another by its type's name", () => {
    const diagnostics = diagnosticsOf(() => {
      @DomainEvent("thing.happened")
      class Happened {
        @IsString() what!: string;
      }
      @StateView("things")
      class Things {
        @On(Happened) byClass(): void {
          // Handles it.
        }
        @On("thing.happened") byName(): void {
          // Handles it, too.
        }
      }
      return Things;
    });
    expect(diagnostics).toMatchObject([{ code: "ESF202", member: "byName" }]);
  });

  test("ESF202: two handlers of any event", () => {
    expectDiagnostic(
      () => {
        @StateView("things", { selector: Selector.stream("things") })
        class Things {
          @OnAny() first(_event: Event): void {
            // Handles everything.
          }
          @OnAny() second(_event: Event): void {
            // Handles everything, too.
          }
        }
        return Things;
      },
      {
        code: "ESF202",
        ...about("second"),
        cause: "@OnAny already has the handler first.",
        remedy: "Fold both in one method, or remove one of them.",
      },
    );
  });

  const KINDS: readonly (readonly [string, () => void, string])[] = [
    [
      "an interface",
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened") happened(_shape: Shape): void {
            // The interface is gone at run time.
          }
        }
        return Things;
      },
      "an interface, a union, or imported with `import type`",
    ],
    [
      "an array",
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened") happened(_list: Undecorated[]): void {
            // The elements' class is gone at run time.
          }
        }
        return Things;
      },
      "an array",
    ],
    [
      "a string",
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened") happened(_text: string): void {
            // Text has no rules.
          }
        }
        return Things;
      },
      "String",
    ],
    [
      "a number",
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened") happened(_count: number): void {
            // A number has no rules.
          }
        }
        return Things;
      },
      "Number",
    ],
    [
      "a function",
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened") happened(_call: () => void): void {
            // A function is no data.
          }
        }
        return Things;
      },
      "Function",
    ],
  ];

  test.each(KINDS)("ESF203: the payload is %s", (_kind, declare, told) => {
    expectDiagnostic(declare, {
      code: "ESF203",
      ...about("happened"),
      cause: `The payload's class cannot be known: the first parameter's type is ${told}.`,
      remedy: `Use a class as its type (imported without \`type\`), or name it: @On("…", () => Class).`,
    });
  });

  const circular = "is undefined; the modules probably import each other in a circle.";

  test.each([
    [
      "among the classes of @On",
      () => {
        @StateView("things")
        class Things {
          @On(UNDEFINED) happened(): void {
            // Its class is missing.
          }
        }
        return Things;
      },
      "An event class that @On names",
    ],
    [
      "as the type of the first parameter",
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened") happened(_missing: undefined): void {
            // The compiler emits `undefined` for it.
          }
        }
        return Things;
      },
      "The class of the first parameter",
    ],
    [
      "as what the function after the name returns",
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened", () => UNDEFINED) happened(): void {
            // Its class is missing.
          }
        }
        return Things;
      },
      "The class that the function after the name returns",
    ],
    [
      "as what the function after the name cannot return, for it throws",
      () => {
        @StateView("things")
        class Things {
          @On("thing.happened", (): Class => {
            throw new ReferenceError("Cannot access 'Late' before initialization");
          })
          happened(): void {
            // Its class is not initialised.
          }
        }
        return Things;
      },
      "The class that the function after the name returns",
    ],
    [
      "where @On names nothing",
      () => {
        const on = On as unknown as () => MethodDecorator;
        @StateView("things")
        class Things {
          @on() happened(): void {
            // Handles nothing.
          }
        }
        return Things;
      },
      "The event that @On names",
    ],
  ] as const)("ESF204: a class is undefined %s", (_place, declare, what) => {
    expectDiagnostic(declare, {
      code: "ESF204",
      ...about("happened"),
      cause: `${what} ${circular}`,
      remedy: "Move the class to a module that imports neither of them.",
    });
  });

  test("ESF205: @On stands in a class that is no state view", () => {
    expectDiagnostic(
      () => {
        class Things {
          @On("thing.happened") happened(): void {
            // The class has no @StateView.
          }
        }
        return Things;
      },
      {
        code: "ESF205",
        ...about("happened"),
        cause: "@On stands in a class that is no state view.",
        remedy: `Add @StateView("name") to the class, or remove @On.`,
      },
    );
  });

  test("ESF206: one parameter stands for two kinds of attribute", () => {
    expectDiagnostic(
      viewWith({
        selector: Selector.subject(parameter("key")).and(Selector.stream(parameter("key"))),
      }),
      {
        code: "ESF206",
        ...about(),
        cause: `The parameter "key" is used with two kinds: subject and stream.`,
        remedy: "Use one parameter for each kind of attribute.",
      },
    );
  });

  test("ESF207: values in the selector break the platform's rules, each is told", () => {
    const diagnostics = diagnosticsOf(
      viewWith({ selector: Selector.stream("9").and(Selector.subject(" ")) }),
    );
    expect(diagnostics).toMatchObject([
      {
        code: "ESF207",
        ...about(),
        cause: `The selector is invalid: ${nameProblem("stream", "9") ?? ""}.`,
        remedy: "Mend the value in the selector.",
      },
      {
        code: "ESF207",
        ...about(),
        cause: `The selector is invalid: ${identifierProblem("subject", " ") ?? ""}.`,
        remedy: "Mend the value in the selector.",
      },
    ]);
  });

  test("ESF207: a parameter's name breaks the platform's rules", () => {
    const diagnostics = diagnosticsOf(
      viewWith({ selector: Selector.subject(parameter("account id")) }),
    );
    expect(diagnostics).toMatchObject([{ code: "ESF207", ...about() }]);
    expect(diagnostics[0]?.cause).toContain(`parameter name "account id"`);
  });

  test("ESF208: any event is handled, and nothing selects", () => {
    expectDiagnostic(
      () => {
        @StateView("things")
        class Things {
          @OnAny() any(_event: Event): void {
            // Handles everything.
          }
        }
        return Things;
      },
      {
        code: "ESF208",
        ...about(),
        cause: "@OnAny without a selector would select every event, which the platform cannot.",
        remedy: "Give @StateView a selector, for example Selector.stream(…).",
      },
    );
  });

  test("ESF209: the content is not JSON, and there is no codec", () => {
    expectDiagnostic(viewWith({ contentType: "application/cbor" }), {
      code: "ESF209",
      ...about(),
      cause: "The content type application/cbor is not JSON, and no codec is given.",
      remedy: "Give @StateView a codec with encode and decode, or leave the content type out.",
    });
  });

  test("content that is not JSON is fine with a codec, and so are JSON's other types without one", () => {
    const codec = { encode: () => new Uint8Array(), decode: () => ({}) };
    expect(diagnosticsOf(viewWith({ contentType: "application/cbor", codec }))).toEqual([]);
    expect(diagnosticsOf(viewWith({ contentType: "application/vnd.things+json" }))).toEqual([]);
  });

  test("ESF210: @On names a class that is no domain event", () => {
    expectDiagnostic(
      () => {
        @StateView("things")
        class Things {
          @On(Undecorated) happened(): void {
            // Its class has no @DomainEvent.
          }
        }
        return Things;
      },
      {
        code: "ESF210",
        ...about("happened"),
        cause: "@On names Undecorated, which is no domain event.",
        remedy: `Add @DomainEvent("type") to Undecorated, or name the event type: @On("type", () => Undecorated).`,
      },
    );
  });

  test("ESF210 is not told of a domain event whose own declaration has the mistake", () => {
    const diagnostics = diagnosticsOf(() => {
      @DomainEvent(" ")
      class Happened {
        @IsString() what!: string;
      }
      @StateView("things")
      class Things {
        @On(Happened) happened(): void {
          // Handles it.
        }
      }
      return Things;
    });
    expect(diagnostics).toMatchObject([{ code: "ESF101", className: "Happened" }]);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    "ESF211: the version %d",
    (version) => {
      expectDiagnostic(viewWith({ version }), {
        code: "ESF211",
        ...about(),
        cause: `The version ${String(version)} is no positive integer.`,
        remedy:
          "Use the version that the server assigned when the view was published; it counts from 1.",
      });
    },
  );

  test.each([["2"], ["10"]])("ESF211: the version is the text %j", (version) => {
    expectDiagnostic(viewWith({ version: version as unknown as number }), {
      code: "ESF211",
      ...about(),
      cause: `The version "${version}" is no positive integer.`,
      remedy: `Write it as a number: version: ${version}.`,
    });
  });

  test("ESF213: a handler is asynchronous", () => {
    expectDiagnostic(
      () => {
        @StateView("things")
        class Things {
          // @ts-expect-error -- the compiler refuses it, too
          @On("thing.happened") async happened(): Promise<void> {
            await Promise.resolve();
          }
        }
        return Things;
      },
      {
        code: "ESF213",
        ...about("happened"),
        cause: "The handler is asynchronous; a fold does not wait for it.",
        remedy:
          "Remove `async` and every await: a handler works on the event and its own state alone.",
      },
    );
  });

  test("a view with a mistake is left out of the definitions; the others stay", () => {
    const { stateViews, stateViewOf } = definitionsOf(() => {
      viewWith({ version: 0 })();
      class Sound {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      StateView("sound")(Sound);
    });
    expect(stateViews.map(({ name }) => name)).toEqual(["sound"]);
    expect(stateViewOf(stateViews[0]?.target)).toBe(stateViews[0]);
    expect(stateViewOf(Undecorated)).toBeUndefined();
  });
});
