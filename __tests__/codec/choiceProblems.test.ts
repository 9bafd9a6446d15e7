import "reflect-metadata";
import { Expose, Type } from "class-transformer";
import {
  Allow,
  Equals,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  ValidateNested,
} from "class-validator";
import { describeFromSources } from "../../src/build/discover/describeFromSources.js";
import { scanSource } from "../../src/build/scan/index.js";
import { choiceProblems } from "../../src/codec/choiceProblems.js";
import { payloadCodec } from "../../src/codec/index.js";
import { Command, Decide, DomainEvent, StateView, On } from "../../src/decorators/index.js";
import type { Class, Decision } from "../../src/domain/index.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { link } from "../../src/model/link.js";
import { registry } from "../../src/model/registry.js";
import { diagnosticsOf } from "../support/isolatedRegistry.js";

abstract class Place {}
class Door extends Place {
  @Equals("door") kind!: string;
}
class Gate extends Place {
  @IsIn(["gate", "fence"]) kind = "gate";
}
class Bare extends Place {
  @IsString() street!: string;
}
class Optional extends Place {
  @IsOptional() @Equals("optional") kind?: string;
}
class Named extends Place {
  @Expose({ name: "other" }) @Equals("x") kind!: string;
}
class Unset extends Place {
  @Allow() kind = "";
}

/** A class that holds one or several of a class, chosen by that name. */
function holder(
  name: string,
  value: Class,
  { kept = true, held = "one", others = [] as { name: string; value: Class }[] } = {},
): Class {
  class Holder {
    declare to: unknown;
  }
  const declared = { one: Object, Array, Map, Set }[held];
  Reflect.defineMetadata("design:type", declared, Holder.prototype, "to");
  for (const decorate of [
    Expose({ name: "sent_to" }),
    ValidateNested({ each: held !== "one" }),
    Type(() => Place, {
      keepDiscriminatorProperty: kept,
      discriminator: { property: "kind", subTypes: [...others, { name, value }] },
    }),
  ])
    decorate(Holder.prototype, "to");
  return Holder;
}

const told = (target: Class, strictness: "strict" | "tolerant" = "tolerant"): string[] =>
  choiceProblems(target, strictness).map(({ kind, type, reason }) => `${kind} ${type}: ${reason}`);

describe("names that a discriminator gives to classes", () => {
  test.each<[string, Class, string[]]>([
    ["a rule that asks for it", holder("door", Door), []],
    [
      "a rule that asks for another",
      holder("house", Door),
      ["refused Door: kind must be equal to door"],
    ],
    [
      "the same in a list",
      holder("house", Door, { held: "Array" }),
      ["refused Door: kind must be equal to door"],
    ],
    ["no choice in a map", holder("door", Door, { held: "Map" }), ["map Place: Place"]],
    [
      "the same in a set",
      holder("house", Door, { held: "Set" }),
      ["refused Door: kind must be equal to door"],
    ],
    [
      "a rule for what is taken out",
      holder("door", Door, { kept: false }),
      ["missing Door: kind must be equal to door"],
    ],
    ["a rule for what is taken out, and may be", holder("optional", Optional, { kept: false }), []],
    ["an initial value beside it", holder("gate", Gate, { kept: false }), []],
    ["another initial value", holder("fence", Gate), ['initial Gate: "gate"']],
    ["an initial value that is empty", holder("unset", Unset), []],
    ["no property for it", holder("bare", Bare, { kept: false }), []],
    [
      "a property of that name under another",
      holder("named", Named, { kept: false }),
      ["refused Named: kind must be one of the following values: named"],
    ],
    [
      "two classes of it",
      holder("door", Bare, { others: [{ name: "door", value: Door }] }),
      ["taken Bare: Door"],
    ],
    ["one class twice", holder("door", Door, { others: [{ name: "door", value: Door }] }), []],
  ])("with %s", (_, target, expected) => {
    expect(told(target)).toEqual(expected);
  });

  test("with no rule, where a command asks for one", () => {
    expect(told(holder("bare", Bare), "strict")).toEqual([
      "unruled Bare: property kind should not exist",
    ]);
    expect(told(holder("bare", Bare, { kept: false }), "strict")).toEqual([]);
  });

  test("are what the run time refuses", () => {
    const decode = (target: Class): unknown =>
      payloadCodec(target, "tolerant").decode({ sent_to: { kind: "house" } });
    expect(() => decode(holder("house", Door))).toThrow("kind must be equal to door");
    // Which is the base class without rules.
    expect(() =>
      payloadCodec(holder("door", Door, { held: "Map" }), "tolerant").decode({
        sent_to: { first: { kind: "door" } },
      }),
    ).toThrow("an unknown value was passed");
  });

  test("with a type that allows nothing else", () => {
    const { classes } = scanSource(
      `class Bare { kind!: "house" | "flat"; street!: string }
       class Unset { kind: string = "" }`,
      "places.ts",
    );
    const problemsOf = (target: Class): unknown =>
      describeFromSources(classes)(target).choiceProblems?.("event");
    expect(problemsOf(holder("bare", Bare))).toMatchObject([
      { kind: "typed", type: "Bare", reason: '"house" | "flat"' },
    ]);
    expect(problemsOf(holder("flat", Bare))).toEqual([]);
    expect(problemsOf(holder("unset", Unset))).toEqual([]);
  });
});

test("ESF416 tells of commands, events and state", () => {
  const decorate = (prototype: object): void => {
    for (const each of [
      IsObject(),
      ValidateNested(),
      Type(() => Place, {
        keepDiscriminatorProperty: true,
        discriminator: { property: "kind", subTypes: [{ name: "house", value: Door }] },
      }),
    ])
      each(prototype, "to");
  };
  let diagnostics: readonly Diagnostic[] = [];
  diagnosticsOf(() => {
    @DomainEvent("moved")
    class Moved {
      to!: Door;
    }
    @Command("move")
    class Move {
      to!: Door;
      @Decide() decide(): Decision {
        return [];
      }
    }
    @StateView("places")
    class Places {
      to?: Door;
      @On(Moved) moved(): void {
        // Handles.
      }
    }
    for (const { prototype } of [Moved, Move, Places]) decorate(prototype);
    diagnostics = link(registry(), describeFromSources([])).diagnostics;
  });
  expect(
    diagnostics.filter(({ code }) => code === "ESF416").map(({ className }) => className),
  ).toEqual(["Move", "Moved", "Places"]);
  expect(diagnostics.find(({ code }) => code === "ESF416")).toMatchObject({
    severity: "error",
    member: "to",
    cause: 'What says kind: "house" is a Door, which refuses it: kind must be equal to door.',
    remedy:
      'Let them agree: name the class what its rule asks for, or put @Equals("house") on Door.kind.',
  });
});
