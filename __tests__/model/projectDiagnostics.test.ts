import { describePayload } from "../../src/codec/index.js";
import { Command, Decide, On, StateView, Subject } from "../../src/decorators/index.js";
import { link } from "../../src/model/link.js";
import { withIsolatedRegistry } from "../support/isolatedRegistry.js";
import { expectDiagnostic } from "../support/expectDiagnostic.js";

/** A decorator as a compiler with other settings would call it. */
type Applied = (...args: unknown[]) => void;

describe("mistakes in the project's set-up", () => {
  test("ESF001: a class decorator that was compiled as a standard one", () => {
    expectDiagnostic(
      () => {
        (StateView("things") as Applied)(class Things {}, { kind: "class", name: "Things" });
      },
      {
        code: "ESF001",
        severity: "error",
        className: "Things",
        member: undefined,
        cause: "@StateView() was compiled as a standard (TC39) decorator.",
        remedy: `Set "experimentalDecorators": true and "emitDecoratorMetadata": true in tsconfig.json.`,
      },
    );
  });

  test("ESF001: a method decorator that was compiled as a standard one", () => {
    expectDiagnostic(
      () => {
        (Decide() as unknown as Applied)(() => [], { kind: "method", name: "decide" });
      },
      {
        code: "ESF001",
        severity: "error",
        className: undefined,
        member: "decide",
        cause: "@Decide() was compiled as a standard (TC39) decorator.",
        remedy: `Set "experimentalDecorators": true and "emitDecoratorMetadata": true in tsconfig.json.`,
      },
    );
  });

  test("ESF002: a handler whose parameter types were not emitted", () => {
    expectDiagnostic(
      () => {
        class Things {
          happened(thing: object): void {
            Object.assign(this, thing);
          }
        }
        // By hand: the compiler of these tests would emit the types.
        (On("thing.happened") as unknown as Applied)(Things.prototype, "happened", {});
        StateView("things")(Things);
      },
      {
        code: "ESF002",
        severity: "error",
        className: "Things",
        member: "happened",
        cause: "The compiler emitted no types for the handler's parameters.",
        remedy: `Name the class: @On("…", () => Class), or set "emitDecoratorMetadata": true in tsconfig.json. Runners built on esbuild (tsx, Vitest with Vite before 8) emit none, whatever is set; tsc, ts-jest, SWC and Vite 8 do.`,
      },
    );
  });

  test("ESF003: two copies of the package have recorded something", () => {
    const { diagnostics } = withIsolatedRegistry((registry) => {
      registry.copies.set(Symbol("first"), "1.0.0");
      registry.copies.set(Symbol("second"), "1.1.0");
      return link(registry, describePayload);
    });
    expect(diagnostics).toEqual([
      {
        code: "ESF003",
        severity: "error",
        className: undefined,
        member: undefined,
        where: undefined,
        cause: "evidentsource-functions is loaded 2 times (versions 1.0.0, 1.1.0).",
        remedy: "Run `npm ls evidentsource-functions` and make all dependents use one version.",
      },
    ]);
  });

  test("ESF007: a decorator on a static member", () => {
    expectDiagnostic(
      () => {
        class Things {
          static happened(): void {
            // Static, which is the mistake.
          }
        }
        (On("thing.happened") as unknown as Applied)(Things, "happened", {});
      },
      {
        code: "ESF007",
        severity: "error",
        className: "Things",
        member: "happened",
        cause: "@On() stands on a static member.",
        remedy: "Remove `static`: views and commands are instances.",
      },
    );
  });

  test.each([
    ["Command", Command("do-thing") as Applied, ["prototype", "decide"]],
    ["Subject", Subject() as Applied, ["class"]],
  ] as const)("ESF007: @%s on something that it does not fit", (name, apply, [kind, member]) => {
    class Thing {}
    expectDiagnostic(
      () => {
        if (kind === "prototype") apply(Thing.prototype, member);
        else apply(Thing);
      },
      {
        code: "ESF007",
        severity: "error",
        className: kind === "prototype" ? undefined : "Thing",
        member,
        cause: `@${name}() stands on something that it does not fit.`,
        remedy:
          "Class decorators go before `class`, @On and @Decide before methods, @Subject before properties.",
      },
    );
  });
});
