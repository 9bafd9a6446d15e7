import { IsString } from "class-validator";
import {
  Command,
  Decide,
  DomainEvent,
  On,
  OnAny,
  StateView,
  Subject,
} from "evidentsource-functions";
import { diagnosticsOf } from "../support/isolatedRegistry.js";

/** As the compiler calls a decorator that is written without parentheses. */
type Bare = (...target: unknown[]) => unknown;

describe("a decorator without parentheses", () => {
  test.each<[string, Bare]>([
    ["On", On],
    ["OnAny", OnAny],
    ["Decide", Decide as Bare],
    ["Subject", Subject],
  ])("@%s is told, and leaves its member as it is", (name, decorator) => {
    const diagnostics = diagnosticsOf(() => {
      class Target {
        @IsString() member!: string;
      }
      expect(decorator(Target.prototype, "member", undefined)).toBeUndefined();
    });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "ESF007",
        className: "Target",
        member: "member",
        cause: `@${name} is written without ().`,
      }),
    ]);
  });

  test.each<[string, Bare]>([
    ["DomainEvent", DomainEvent as Bare],
    ["StateView", StateView as Bare],
    ["Command", Command as Bare],
  ])("@%s is told, and leaves its class as it is", (name, decorator) => {
    const diagnostics = diagnosticsOf(() => {
      class Target {}
      expect(decorator(Target)).toBeUndefined();
    });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "ESF007",
        className: "Target",
        cause: `@${name} is written without ().`,
      }),
    ]);
  });
});
