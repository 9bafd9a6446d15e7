/* eslint-disable @typescript-eslint/no-unused-vars -- the parameters are declared for their types */
import { IsString } from "class-validator";
import { Command, Decide, DomainEvent, Subject } from "../../src/decorators/index.js";
import type { Decision } from "../../src/domain/index.js";
import { definitionsOf } from "../support/isolatedRegistry.js";

describe("domain events", () => {
  test("are found by their class, with type, options and subject", () => {
    class Happened {
      @IsString() what!: string;
    }
    class Stranger {}
    const options = { stream: "things", dataSchema: "https://example.org/happened.json" };
    const { events, eventOf, diagnostics } = definitionsOf(() => {
      Subject()(Happened.prototype, "what");
      DomainEvent("thing.happened", options)(Happened);
    });
    expect(diagnostics).toEqual([]);
    expect(events).toEqual([
      {
        type: "thing.happened",
        target: Happened,
        options,
        subjectProperty: "what",
        where: undefined,
      },
    ]);
    expect(eventOf(Happened)).toBe(events[0]);
    expect(eventOf(Stranger)).toBeUndefined();
    expect(eventOf(undefined)).toBeUndefined();
  });

  test("inherit the subject of their base class, and may name it again", () => {
    const { events, diagnostics } = definitionsOf(() => {
      abstract class About {
        @Subject() @IsString() id!: string;
      }
      @DomainEvent("thing.happened")
      class Happened extends About {}
      @DomainEvent("thing.ended")
      class Ended extends About {
        @Subject() @IsString() declare id: string;
      }
      return [Happened, Ended];
    });
    expect(diagnostics).toEqual([]);
    expect(events.map(({ subjectProperty }) => subjectProperty)).toEqual(["id", "id"]);
  });

  test("need neither subject nor stream", () => {
    const { events, diagnostics } = definitionsOf(() => {
      @DomainEvent("thing.happened")
      class Happened {}
      return Happened;
    });
    expect(diagnostics).toEqual([]);
    expect(events).toMatchObject([{ subjectProperty: undefined, options: {} }]);
  });
});

describe("state changes", () => {
  test("are decided inside their command", () => {
    class DoThing {
      @IsString() what!: string;
      @Decide() decide(): Decision {
        return [];
      }
    }
    const { stateChanges, diagnostics } = definitionsOf(() => {
      Decide()(DoThing.prototype, "decide", {});
      Command("do-thing", { description: "Do it" })(DoThing);
    });
    expect(diagnostics).toEqual([]);
    expect(stateChanges).toEqual([
      {
        name: "do-thing",
        command: DoThing,
        options: { description: "Do it" },
        decision: { target: DoThing, method: "decide", outside: false, consistency: "derived" },
        where: undefined,
      },
    ]);
  });

  test("are decided elsewhere, one class may decide several", () => {
    class DoThing {
      @IsString() what!: string;
    }
    class UndoThing {
      @IsString() what!: string;
    }
    let deciding: unknown;
    const { stateChanges, diagnostics } = definitionsOf(() => {
      class Decisions {
        @Decide(DoThing) doIt(_command: DoThing): Decision {
          return [];
        }
        @Decide(UndoThing) undoIt(_command: UndoThing): Decision {
          return [];
        }
      }
      deciding = Decisions;
      Command("do-thing")(DoThing);
      Command("undo-thing")(UndoThing);
    });
    expect(diagnostics).toEqual([]);
    expect(stateChanges.map(({ decision }) => decision)).toEqual([
      { target: deciding, method: "doIt", outside: true, consistency: "derived" },
      { target: deciding, method: "undoIt", outside: true, consistency: "derived" },
    ]);
  });

  test("inherit the decision of a base class, which need not be a command", () => {
    const { stateChanges, diagnostics } = definitionsOf(() => {
      abstract class Base {
        @IsString() what!: string;
        @Decide() decide(): Decision {
          return [];
        }
      }
      @Command("first")
      class First extends Base {}
      @Command("second")
      class Second extends Base {}
      return [First, Second];
    });
    expect(diagnostics).toEqual([]);
    expect(stateChanges.map(({ command, decision }) => decision.target === command)).toEqual([
      true,
      true,
    ]);
  });

  test("may override the decision of their base class with a decorator of their own", () => {
    const { stateChanges, diagnostics } = definitionsOf(() => {
      @Command("base")
      class Base {
        @IsString() what!: string;
        @Decide() decide(): Decision {
          return [];
        }
      }
      @Command("sub")
      class Sub extends Base {
        @Decide() override decide(): Decision {
          return { events: [] };
        }
      }
      return Sub;
    });
    expect(diagnostics).toEqual([]);
    expect(stateChanges.map(({ name }) => name)).toEqual(["base", "sub"]);
  });
});

test("nothing declared is nothing defined, and nothing wrong", () => {
  expect(definitionsOf(() => undefined)).toMatchObject({
    events: [],
    stateViews: [],
    stateChanges: [],
    diagnostics: [],
  });
});
