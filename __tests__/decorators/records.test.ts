/* eslint-disable @typescript-eslint/no-unused-vars -- the parameters are declared for their types */
import {
  Command,
  Decide,
  DomainEvent,
  On,
  OnAny,
  StateView,
  Subject,
} from "../../src/decorators/index.js";
import { Selector, type Decision, type Event } from "../../src/domain/index.js";
import { recordsOf, withIsolatedRegistry } from "../support/isolatedRegistry.js";

describe("a decorator records what it saw", () => {
  test("@DomainEvent: the class, the event type and the options", () => {
    const options = { stream: "things", description: "A thing happened" };
    @DomainEvent("thing.happened", options)
    class Happened {}
    const records = recordsOf(() => {
      DomainEvent("thing.happened", options)(Happened);
    });
    expect(records).toEqual([
      {
        decorator: "DomainEvent",
        target: Happened,
        name: "thing.happened",
        options,
        where: undefined,
      },
    ]);
  });

  test("@StateView and @Command: the class, the name, and no options where none are given", () => {
    class Things {}
    class DoThing {}
    const records = recordsOf(() => {
      StateView("things")(Things);
      Command("do-thing")(DoThing);
    });
    expect(records).toEqual([
      { decorator: "StateView", target: Things, name: "things", options: {}, where: undefined },
      { decorator: "Command", target: DoThing, name: "do-thing", options: {}, where: undefined },
    ]);
  });

  test("@Subject: the prototype and the property", () => {
    let prototype: object | undefined;
    const records = recordsOf(() => {
      class Happened {
        @Subject() id!: string;
      }
      prototype = Happened.prototype;
    });
    expect(records).toEqual([{ decorator: "Subject", prototype, member: "id", where: undefined }]);
    expect((records[0] as { prototype: object }).prototype).toBe(prototype);
  });

  test("@On: event classes, with the types that the compiler emitted", () => {
    class Opened {}
    class Closed {}
    const records = recordsOf(() => {
      class Things {
        @On(Opened, Closed) changed(_change: Opened | Closed, _event: Event): void {
          // The types are what is recorded.
        }
        @On(Opened) opened(_opened: Opened): number {
          return 1;
        }
      }
      return Things;
    });
    expect(records).toMatchObject([
      {
        decorator: "On",
        member: "changed",
        events: [Opened, Closed],
        payload: undefined,
        parameterTypes: [Object, Object],
        returnType: undefined,
      },
      { member: "opened", events: [Opened], parameterTypes: [Opened], returnType: Number },
    ]);
  });

  test("@On: one name, several names, and a name with the payload's class", () => {
    class Opened {}
    const opened = (): typeof Opened => Opened;
    const records = recordsOf(() => {
      class Things {
        @On("opened") one(): void {
          // Only the decorator matters.
        }
        @On("opened", "reopened") several(): void {
          // Only the decorator matters.
        }
        @On("opened", opened) withClass(): void {
          // Only the decorator matters.
        }
        @On(["opened", "reopened"], opened) severalWithClass(): void {
          // Only the decorator matters.
        }
        @On(["opened", "reopened"]) list(): void {
          // Only the decorator matters.
        }
      }
      return Things;
    });
    expect(records).toMatchObject([
      { member: "one", events: ["opened"], payload: undefined },
      { member: "several", events: ["opened", "reopened"], payload: undefined },
      { member: "withClass", events: ["opened"], payload: opened },
      { member: "severalWithClass", events: ["opened", "reopened"], payload: opened },
      { member: "list", events: ["opened", "reopened"], payload: undefined },
    ]);
  });

  test("@OnAny: any event", () => {
    const records = recordsOf(() => {
      class Things {
        @OnAny() any(_event: Event): void {
          // Only the decorator matters.
        }
      }
      return Things;
    });
    expect(records).toMatchObject([{ decorator: "On", member: "any", events: "any" }]);
  });

  test("@Decide: inside the command, and for a command elsewhere", () => {
    class Open {}
    const records = recordsOf(() => {
      class Close {
        @Decide() decide(): Decision {
          return [];
        }
      }
      class Decisions {
        @Decide(Open) open(_open: Open): Decision {
          return [];
        }
      }
      return [Close, Decisions];
    });
    expect(records).toMatchObject([
      { decorator: "Decide", member: "decide", command: undefined },
      { decorator: "Decide", member: "open", command: { of: Open } },
    ]);
  });

  test("nothing is checked: wrong names and options are recorded as they are", () => {
    class Things {}
    const options = { version: -1, selector: Selector.stream("9") };
    const records = recordsOf(() => {
      StateView("", options)(Things);
    });
    expect(records).toMatchObject([{ decorator: "StateView", name: "", options }]);
  });

  test("the place is asked for when the decorator is written, not when it is applied", () => {
    class Things {}
    const where = { file: "things.ts", line: 7, column: 1 };
    const elsewhere = { file: "other.ts", line: 1, column: 1 };
    withIsolatedRegistry((registry) => {
      registry.locate = () => where;
      const decorator = StateView("things");
      registry.locate = () => elsewhere;
      decorator(Things);
      expect(registry.records).toMatchObject([{ decorator: "StateView", where }]);
    });
  });
});
