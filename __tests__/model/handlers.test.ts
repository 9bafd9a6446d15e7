/* eslint-disable @typescript-eslint/no-unused-vars -- the parameters are declared for their types */
import { IsString } from "class-validator";
import { DomainEvent, On, OnAny, StateView } from "../../src/decorators/index.js";
import { Selector, type Event } from "../../src/domain/index.js";
import type { HandlerDefinition } from "../../src/model/definitions.js";
import { definitionsOf } from "../support/isolatedRegistry.js";

class Happened {
  @IsString() what!: string;
}

class Ended {
  @IsString() why!: string;
}

/** The handlers of each view that the function declares, which has no mistakes. */
function handlersOf(declare: () => void): Record<string, Record<string, HandlerDefinition>> {
  const { stateViews, diagnostics } = definitionsOf(declare);
  expect(diagnostics).toEqual([]);
  return Object.fromEntries(
    stateViews.map(({ name, handlers }) => [name, Object.fromEntries(handlers)]),
  );
}

describe("the class of the payload", () => {
  test("is the event class that @On names, also if the handler takes less or nothing", () => {
    const handlers = handlersOf(() => {
      DomainEvent("thing.happened")(Happened);
      @StateView("things")
      class Things {
        @On(Happened) happened(): void {
          // Looks at no data; it is checked all the same.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "happened", payload: Happened },
    });
  });

  test("is the type of the first parameter where @On names a type", () => {
    const handlers = handlersOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened") happened(_happened: Happened, _event: Event): void {
          // Handles.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "happened", payload: Happened },
    });
  });

  test("is what the function after the name returns, whatever the parameter's type", () => {
    const handlers = handlersOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened", () => Happened) one(_happened: { what: string }): void {
          // An interface is enough.
        }
        @On(["thing.ended", "thing.cancelled"], () => Ended) several(): void {
          // No parameter is needed.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "one", payload: Happened },
      "thing.ended": { method: "several", payload: Ended },
      "thing.cancelled": { method: "several", payload: Ended },
    });
  });

  test("is none where @On names a type and the handler takes nothing", () => {
    const handlers = handlersOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened") happened(): void {
          // Looks at no data.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "happened", payload: undefined },
    });
  });
});

describe("one method may handle several event types", () => {
  test("of several classes, each with its own payload class", () => {
    const handlers = handlersOf(() => {
      DomainEvent("thing.happened")(Happened);
      DomainEvent("thing.ended")(Ended);
      @StateView("things")
      class Things {
        @On(Happened, Ended) changed(_change: Happened | Ended): void {
          // Handles both.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "changed", payload: Happened },
      "thing.ended": { method: "changed", payload: Ended },
    });
  });

  test("of several names, all with the parameter's class", () => {
    const handlers = handlersOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened", "thing.repeated") happened(_happened: Happened): void {
          // Handles both.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "happened", payload: Happened },
      "thing.repeated": { method: "happened", payload: Happened },
    });
  });

  test("by several decorators", () => {
    const handlers = handlersOf(() => {
      DomainEvent("thing.happened")(Happened);
      @StateView("things")
      class Things {
        @On(Happened)
        @On("thing.ended", () => Ended)
        changed(): void {
          // Handles both.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "changed", payload: Happened },
      "thing.ended": { method: "changed", payload: Ended },
    });
  });
});

describe("handlers and subclasses", () => {
  test("a view inherits the handlers of its base class, which need not be a view", () => {
    const handlers = handlersOf(() => {
      abstract class Base {
        @On("thing.happened") happened(_happened: Happened): void {
          // Handles.
        }
      }
      @StateView("things")
      class Things extends Base {
        @On("thing.ended") ended(_ended: Ended): void {
          // Handles.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "happened", payload: Happened },
      "thing.ended": { method: "ended", payload: Ended },
    });
  });

  test("a method that is overridden without a decorator keeps its base class's decorator", () => {
    const handlers = handlersOf(() => {
      class Base {
        @On("thing.happened") happened(_happened: Happened): void {
          // Handles.
        }
      }
      @StateView("things")
      class Things extends Base {
        override happened(_happened: Happened): void {
          // Handles otherwise.
        }
      }
      return Things;
    });
    expect(handlers["things"]).toEqual({
      "thing.happened": { method: "happened", payload: Happened },
    });
  });

  test("a method that is overridden with a decorator replaces what its base class said", () => {
    const handlers = handlersOf(() => {
      @StateView("base")
      class Base {
        @On("thing.happened", () => Happened) changed(_change: object): void {
          // Handles.
        }
      }
      @StateView("sub")
      class Sub extends Base {
        @On("thing.ended") override changed(_change: Ended): void {
          // Handles another event.
        }
      }
      @StateView("sub-sub")
      class SubSub extends Sub {}
      return SubSub;
    });
    expect(handlers["sub"]).toEqual({ "thing.ended": { method: "changed", payload: Ended } });
    expect(handlers["sub-sub"]).toEqual(handlers["sub"]);
  });

  test("two subclasses do not see each other's handlers", () => {
    const handlers = handlersOf(() => {
      abstract class Base {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      @StateView("first")
      class First extends Base {
        @On("thing.ended") ended(): void {
          // Handles.
        }
      }
      @StateView("second")
      class Second extends Base {}
      return [First, Second];
    });
    expect(Object.keys(handlers["first"] ?? {})).toEqual(["thing.happened", "thing.ended"]);
    expect(Object.keys(handlers["second"] ?? {})).toEqual(["thing.happened"]);
  });

  test("@OnAny is inherited and overridden like @On", () => {
    const { stateViews, diagnostics } = definitionsOf(() => {
      class Base {
        @OnAny() any(_event: Event): void {
          // Handles everything.
        }
      }
      @StateView("inherits", { selector: Selector.stream("things") })
      class Inherits extends Base {}
      @StateView("overrides", { selector: Selector.stream("things") })
      class Overrides extends Base {
        @OnAny() override any(_event: Event): void {
          // Handles everything otherwise.
        }
      }
      return [Inherits, Overrides];
    });
    expect(diagnostics).toEqual([]);
    expect(stateViews.map(({ anyHandler }) => anyHandler?.method)).toEqual(["any", "any"]);
  });
});
