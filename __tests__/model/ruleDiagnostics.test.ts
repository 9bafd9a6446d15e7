import { Exclude, Type } from "class-transformer";
import { IsString, ValidateNested } from "class-validator";
import { describePayload, ruleGaps } from "../../src/codec/index.js";
import { Command, Decide, DomainEvent, StateView } from "../../src/decorators/index.js";
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
