import { IsString } from "class-validator";
import { Command, Decide, DomainEvent, On, StateView } from "../../src/decorators/index.js";
import type { DecideOptions } from "../../src/model/options.js";
import { diagnosticsOf } from "../support/isolatedRegistry.js";

/** What is wrong with a definition of each kind that has these options, whatever the compiler would say. */
const DECLARE = {
  StateView: (options: object) => () => {
    class Things {
      @On("thing.happened") happened(): void {
        // Handles, so that the options are the only mistake.
      }
    }
    StateView("things", options)(Things);
  },
  Command: (options: object) => () => {
    class Things {
      @IsString() what!: string;
      @Decide() decide(): [] {
        return [];
      }
    }
    Command("things", options)(Things);
  },
  Decide: (options: object) => () => {
    class Things {
      @IsString() what!: string;
      @Decide(options as DecideOptions) decide(): [] {
        return [];
      }
    }
    Command("things")(Things);
  },
  DomainEvent: (options: object) => () => {
    class Things {
      @IsString() what!: string;
    }
    DomainEvent("thing.happened", options)(Things);
  },
};

const told = (decorator: keyof typeof DECLARE, options: unknown): string[] =>
  diagnosticsOf(DECLARE[decorator](options as object)).map(
    ({ code, severity, className, cause }) => `${severity} ${code} ${className ?? ""}: ${cause}`,
  );

describe("an option that does not exist is refused", () => {
  test.each([
    ["StateView", "selctor"],
    ["StateView", "toString"],
    ["Command", "use"],
    ["Decide", "consistancy"],
    ["DomainEvent", "Stream"],
  ] as const)("by @%s: %s", (decorator, option) => {
    expect(told(decorator, { [option]: "x" })).toEqual([
      `error ESF104 Things: @${decorator} has no option "${option}", so it has no effect.`,
    ]);
  });

  test("with the names of those that exist", () => {
    const [diagnostic] = diagnosticsOf(DECLARE.DomainEvent({ steam: "things" }));
    expect(diagnostic?.remedy).toBe(
      "Remove it, or name one that exists: stream, description, dataSchema.",
    );
  });
});

describe("a value that an option cannot have is refused", () => {
  test.each([
    ["StateView", "selector", "accounts", `"accounts"`],
    ["StateView", "selector", { stream: "accounts" }, "an object"],
    ["StateView", "temporality", "effective", `"effective"`],
    ["StateView", "invalidEvents", "ignore", `"ignore"`],
    ["StateView", "codec", { encode: () => new Uint8Array() }, "an object"],
    ["StateView", "contentSchema", new URL("https://example.com"), "an instance of URL"],
    ["Command", "uses", "query", `"query"`],
    ["Command", "uses", ["queries"], "an array of 1"],
    ["Command", "description", 3, "3"],
    ["Decide", "consistency", "explicitly", `"explicitly"`],
    ["DomainEvent", "stream", null, "null"],
    ["DomainEvent", "dataSchema", false, "false"],
  ] as const)("by @%s: %s", (decorator, option, value, shown) => {
    expect(told(decorator, { [option]: value })).toContain(
      `error ESF105 Things: The option ${option} of @${decorator} is ${shown}.`,
    );
  });

  test("with what it may be", () => {
    const [diagnostic] = diagnosticsOf(DECLARE.StateView({ invalidEvents: "ignore" }));
    expect(diagnostic?.remedy).toBe(`Give it "fail" or "skip", or leave it out.`);
  });
});

test.each(["StateView", "Command", "DomainEvent"] as const)(
  "the options of @%s may be no text",
  (decorator) => {
    expect(told(decorator, "what it is for")).toEqual([
      `error ESF105 Things: The options of @${decorator} are "what it is for".`,
    ]);
  },
);

test.each(Object.keys(DECLARE) as (keyof typeof DECLARE)[])(
  "an option of @%s that is undefined is one that is left out",
  (decorator) => {
    const options = {
      StateView: { selector: undefined, invalidEvents: undefined },
      Command: { uses: undefined },
      Decide: { consistency: undefined },
      DomainEvent: { stream: undefined },
    };
    expect(told(decorator, options[decorator])).toEqual([]);
  },
);
