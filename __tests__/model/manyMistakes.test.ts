import { Expose } from "class-transformer";
import { IsDate, IsString } from "class-validator";
import {
  Command,
  Decide,
  DomainEvent,
  On,
  StateView,
  Subject,
} from "../../src/decorators/index.js";
import { Selector, type Decision } from "../../src/domain/index.js";
import { DefinitionError, formatDiagnostic, subjectOf } from "../../src/model/diagnostic.js";
import { diagnosticsOf } from "../support/isolatedRegistry.js";

function declareTenMistakes(): unknown {
  @DomainEvent("")
  class Nameless {
    @IsString() what!: string;
  }
  @DomainEvent("thing.happened")
  class Happened {
    @Subject() @IsDate() on!: Date;
  }
  @DomainEvent("thing.happened")
  class HappenedAgain {
    @Subject() @IsString() what!: string;
    @Subject() @IsString() other!: string;
  }
  class Bystander {
    @Subject() what!: string;
    @On("thing.happened") happened(): void {
      // The class has no @StateView.
    }
  }
  @StateView("empty", { version: 0 })
  class Empty {}
  @StateView("broken", { selector: Selector.stream("9") })
  class Broken {
    // @ts-expect-error -- the compiler refuses a promise, too
    @On("thing.happened") async happened(): Promise<void> {
      await Promise.resolve();
    }
  }
  @Command("do-thing")
  class DoThing {
    @Expose() what!: string;
  }
  class Decisions {
    @Decide() decide(): Decision {
      return [];
    }
  }
  return [Nameless, Happened, HappenedAgain, Bystander, Empty, Broken, DoThing, Decisions];
}

describe("all mistakes are reported together", () => {
  const diagnostics = diagnosticsOf(declareTenMistakes);

  test("each with its code, its class and its member", () => {
    const found = diagnostics.map((diagnostic) => `${diagnostic.code} ${subjectOf(diagnostic)}`);
    expect(found.sort()).toEqual([
      "ESF101 Nameless",
      "ESF103 HappenedAgain",
      "ESF201 Empty",
      "ESF205 Bystander.happened",
      "ESF207 Broken",
      "ESF211 Empty",
      "ESF213 Broken.happened",
      "ESF301 DoThing",
      "ESF303 Decisions.decide",
      "ESF402 Happened.on",
      "ESF403 DoThing",
      "ESF404 Bystander.what",
    ]);
  });

  test("each with a cause and a remedy in whole sentences", () => {
    for (const { cause, remedy } of diagnostics) {
      expect(cause).toMatch(/^\S.*\S\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });

  test("a line each, which says everything", () => {
    const { message } = new DefinitionError(diagnostics);
    const lines = message.split("\n");
    expect(lines).toEqual(diagnostics.map(formatDiagnostic));
    expect(lines).toContain(
      "error ESF301 DoThing: The command has no decision. Add a method with @Decide() to it, or one with @Decide(DoThing) elsewhere.",
    );
  });

  test("the place comes first where it is known", () => {
    const line = formatDiagnostic({
      code: "ESF201",
      severity: "error",
      className: "Things",
      where: { file: "things.ts", line: 7, column: 3 },
      cause: "Cause.",
      remedy: "Remedy.",
    });
    expect(line).toBe("things.ts:7:3 error ESF201 Things: Cause. Remedy.");
  });
});
