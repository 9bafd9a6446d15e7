/* eslint-disable @typescript-eslint/no-unused-vars -- the parameters are declared for their types */
import { IsString } from "class-validator";
import { DomainEvent, On, OnAny, StateView } from "../../src/decorators/index.js";
import { parameter, Selector, type Event } from "../../src/domain/index.js";
import type { StateViewDefinition } from "../../src/model/definitions.js";
import { definitionsOf } from "../support/isolatedRegistry.js";

/** The one state view that the function declares; it has no mistakes. */
function viewOf(declare: () => void): StateViewDefinition {
  const { stateViews, diagnostics } = definitionsOf(declare);
  expect(diagnostics).toEqual([]);
  const [view, ...more] = stateViews;
  if (view === undefined || more.length > 0) throw new Error("not exactly one state view");
  return view;
}

describe("a view's selector", () => {
  test("is the event type of its only handler", () => {
    const { selector } = viewOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    expect(selector.equals(Selector.eventType("thing.happened"))).toBe(true);
  });

  test("is any of its handlers' event types, by class or by name, in the order of the methods", () => {
    const { selector } = viewOf(() => {
      @DomainEvent("thing.happened")
      class Happened {
        @IsString() what!: string;
      }
      @StateView("things")
      class Things {
        @On("thing.announced", "thing.postponed") announced(): void {
          // Handles.
        }
        @On(Happened) happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    const [announced, postponed, happened] = [
      Selector.eventType("thing.announced"),
      Selector.eventType("thing.postponed"),
      Selector.eventType("thing.happened"),
    ];
    expect(selector.equals(Selector.anyOf(announced, postponed, happened))).toBe(true);
  });

  test("is the author's selector and these types", () => {
    const own = Selector.stream("things").and(Selector.subject(parameter("id")));
    const { selector } = viewOf(() => {
      @StateView("things", { selector: own })
      class Things {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    expect(selector.equals(own.and(Selector.eventType("thing.happened")))).toBe(true);
  });

  test("with @OnAny, is the author's selector alone, whatever else is handled", () => {
    const own = Selector.stream("things");
    const view = viewOf(() => {
      @StateView("things", { selector: own })
      class Things {
        @On("thing.happened") happened(): void {
          // Handles.
        }
        @OnAny() any(_event: Event): void {
          // Handles all others.
        }
      }
      return Things;
    });
    expect(view.selector.equals(own)).toBe(true);
    expect([...view.handlers.keys()]).toEqual(["thing.happened"]);
    expect(view.anyHandler).toEqual({ method: "any", payload: undefined });
  });

  test("of a hundred handled types is no deep chain", () => {
    const types = Array.from({ length: 100 }, (_, index) => `type-${String(index)}`);
    const { selector } = viewOf(() => {
      const [first = "", ...more] = types;
      class Things {
        @On(first, ...more) happened(): void {
          // Handles all of them.
        }
      }
      StateView("things")(Things);
    });
    const depths: number[] = [];
    for (const node of selector.flatten()) {
      const below = "left" in node ? Math.max(depths[node.left] ?? 0, depths[node.right] ?? 0) : 0;
      depths.push(below + 1);
    }
    expect(Math.max(...depths)).toBeLessThanOrEqual(8);
    for (const type of types) expect(selector.matches({ stream: "any", type })).toBe(true);
  });
});

describe("a view's parameters", () => {
  test("are those of its selector, each with its kind", () => {
    const { parameters } = viewOf(() => {
      @StateView("things", {
        selector: Selector.allOf(
          Selector.stream(parameter("stream_name")),
          Selector.subjectStartsWith(parameter("region")),
          Selector.eventType(parameter("type_name")),
          Selector.subjectStartsWith(parameter("region")),
        ),
      })
      class Things {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    expect([...parameters]).toEqual([
      ["stream_name", "stream"],
      ["region", "subject"],
      ["type_name", "event-type"],
    ]);
  });

  test("are none without a selector", () => {
    const { parameters } = viewOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    expect(parameters.size).toBe(0);
  });
});

describe("a view's options", () => {
  test("have defaults", () => {
    const view = viewOf(() => {
      @StateView("things")
      class Things {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    expect(view).toMatchObject({
      name: "things",
      version: 1,
      contentType: "application/json",
      codec: undefined,
      invalidEvents: "fail",
      anyHandler: undefined,
    });
  });

  test("are kept as they are given", () => {
    const codec = { encode: () => new Uint8Array(), decode: () => ({}) };
    const options = {
      version: 7,
      contentType: "application/cbor",
      codec,
      invalidEvents: "skip",
      description: "Things",
    } as const;
    const view = viewOf(() => {
      @StateView("things", options)
      class Things {
        @On("thing.happened") happened(): void {
          // Handles.
        }
      }
      return Things;
    });
    const { version, contentType, invalidEvents } = options;
    expect(view).toMatchObject({ version, contentType, codec, invalidEvents, options });
  });
});
