import fc from "fast-check";
import {
  parameter,
  Selector,
  selectorFromJson,
  selectorToJson,
  type EventSelector,
} from "../../src/domain/index.js";
import { depthOf, selectors } from "./selectorArbitraries.js";

const leafText = '{"equals":{"stream":{"stream":"accounts"}}}';
const leaf = JSON.parse(leafText) as unknown;

describe("a selector as publishing JSON", () => {
  test.each<[EventSelector, unknown]>([
    [Selector.stream("accounts"), { equals: { stream: { stream: "accounts" } } }],
    [
      Selector.eventType("account.credited"),
      { equals: { event_type: { event_type: "account.credited" } } },
    ],
    [Selector.subject("s"), { equals: { subject: { subject: { has_value: true, value: "s" } } } }],
    [Selector.noSubject(), { equals: { subject: { subject: { has_value: false } } } }],
    [
      Selector.subject(parameter("account_id")),
      { equals: { subject: { parameter: "account_id" } } },
    ],
    [Selector.stream(parameter("where")), { equals: { stream: { parameter: "where" } } }],
    [Selector.streamStartsWith("acc"), { starts_with: { stream: { stream: "acc" } } }],
    [Selector.subjectStartsWith("eu-"), { starts_with: { subject: { subject: "eu-" } } }],
    [Selector.eventTypeStartsWith("a."), { starts_with: { event_type: { event_type: "a." } } }],
    [
      Selector.eventTypeStartsWith(parameter("what")),
      { starts_with: { event_type: { parameter: "what" } } },
    ],
    [
      Selector.stream("aa").and(Selector.stream("bb").or(Selector.stream("cc"))),
      {
        and: {
          left: { equals: { stream: { stream: "aa" } } },
          right: {
            or: {
              left: { equals: { stream: { stream: "bb" } } },
              right: { equals: { stream: { stream: "cc" } } },
            },
          },
        },
      },
    ],
  ])("is written and read: example %#", (selector, json) => {
    expect(selectorToJson(selector)).toEqual(json);
    expect(selectorFromJson(json).equals(selector)).toBe(true);
  });

  test("is read as the selector that was written", () => {
    fc.assert(
      fc.property(selectors, (selector) => {
        const text = JSON.stringify(selectorToJson(selector));
        const again = selectorFromJson(JSON.parse(text));
        expect(again.equals(selector)).toBe(true);
        expect(JSON.stringify(selectorToJson(again))).toBe(text);
      }),
    );
  });

  test.each<[string, unknown, EventSelector]>([
    ["text", "s", Selector.subject("s")],
    ["null", null, Selector.noSubject()],
    ["a value alone", { value: "s" }, Selector.subject("s")],
    ["no value beside an empty one", { has_value: false, value: "" }, Selector.noSubject()],
  ])("may give a subject in short as %s", (_, subject, selector) => {
    expect(selectorFromJson({ equals: { subject: { subject } } }).equals(selector)).toBe(true);
  });
});

describe("JSON that is no selector is refused with the place", () => {
  const operators = "exactly one of equals, starts_with, and, or";
  const attributes = "exactly one of stream, subject, event_type";

  test.each<[unknown, string]>([
    [undefined, "selector: expected an object, got undefined"],
    [null, "selector: expected an object, got null"],
    ["equals", 'selector: expected an object, got "equals"'],
    [[], "selector: expected an object, got an array of 0"],
    [{}, `selector: expected ${operators}, got an empty object`],
    [{ not: {} }, `selector: expected ${operators}, got "not"`],
    [{ equals: {}, or: {} }, `selector: expected ${operators}, got "equals, or"`],
    [JSON.parse('{"__proto__":{}}') as unknown, `selector: expected ${operators}, got "__proto__"`],
    [{ constructor: {} }, `selector: expected ${operators}, got "constructor"`],
    [{ and: null }, "selector.and: expected an object, got null"],
    [{ and: {} }, "selector.and.left: expected an object, got undefined"],
    [{ or: { left: leaf } }, "selector.or.right: expected an object, got undefined"],
    [
      { or: { left: leaf, right: { and: { left: 1 } } } },
      "selector.or.right.and.left: expected an object, got 1",
    ],
    [{ equals: 1 }, "selector.equals: expected an object, got 1"],
    [{ equals: {} }, `selector.equals: expected ${attributes}, got an empty object`],
    [{ equals: { id: { id: "a" } } }, `selector.equals: expected ${attributes}, got "id"`],
    [{ equals: { "event-type": {} } }, `selector.equals: expected ${attributes}, got "event-type"`],
    [{ equals: { stream: "a" } }, 'selector.equals.stream: expected an object, got "a"'],
    [
      { equals: { stream: { subject: "a" } } },
      'selector.equals.stream: expected exactly one of parameter, stream, got "subject"',
    ],
    [
      { equals: { subject: { parameter: "a", subject: "b" } } },
      'selector.equals.subject: expected exactly one of parameter, subject, got "parameter, subject"',
    ],
    [
      { equals: { stream: { stream: null } } },
      "selector.equals.stream.stream: expected a string, got null",
    ],
    [
      { equals: { stream: { parameter: 1 } } },
      "selector.equals.stream.parameter: expected a string, got 1",
    ],
    [
      { equals: { event_type: { event_type: { has_value: true, value: "a" } } } },
      "selector.equals.event_type.event_type: expected a string, got an object",
    ],
    [
      { equals: { subject: { subject: 1 } } },
      "selector.equals.subject.subject: expected an object, got 1",
    ],
    [
      { equals: { subject: { subject: { has_value: true } } } },
      "selector.equals.subject.subject.value: expected a string, got undefined",
    ],
    [
      { equals: { subject: { subject: { has_value: "false", value: "a" } } } },
      'selector.equals.subject.subject.has_value: expected true or false, got "false"',
    ],
    [
      { starts_with: { subject: { subject: null } } },
      "selector.starts_with.subject.subject: expected a string, got null",
    ],
    [
      { starts_with: { subject: { subject: { has_value: true, value: "a" } } } },
      "selector.starts_with.subject.subject: expected a string, got an object",
    ],
  ])("%j", (json, complaint) => {
    expect(() => selectorFromJson(json)).toThrow(new RangeError(complaint));
  });

  test("and never in another way, wherever it is damaged", () => {
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>({}, leaf, { left: leaf }, { subject: null }, { has_value: false }),
    );
    fc.assert(
      fc.property(selectors, fc.nat(), junk, (selector, where, value) => {
        const json = damaged(selectorToJson(selector), where, value);
        let read: EventSelector;
        try {
          read = selectorFromJson(json);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as RangeError).message).toMatch(/^selector[.a-z_]*: expected .*, got /);
          return;
        }
        expect(selectorFromJson(selectorToJson(read)).equals(read)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** The JSON with something else in one of its places. */
function damaged(json: unknown, where: number, value: unknown): unknown {
  const copy = { root: structuredClone(json) };
  const places: [object, string][] = [];
  const visit = (parent: object) => {
    for (const [key, child] of Object.entries(parent) as [string, unknown][]) {
      places.push([parent, key]);
      if (typeof child === "object" && child !== null) visit(child);
    }
  };
  visit(copy);
  const [parent, key] = places[where % places.length] ?? [copy, "root"];
  Reflect.set(parent, key, value);
  return copy.root;
}

describe("JSON of any depth", () => {
  const DEPTH = 100_000;
  const deep = (open: string, close: string, core = leafText): unknown =>
    JSON.parse(open.repeat(DEPTH) + core + close.repeat(DEPTH));

  test.each([
    ["left", `{"and":{"left":`, `,"right":${leafText}}}`],
    ["right", `{"or":{"left":${leafText},"right":`, `}}`],
  ])("is read when it leans to the %s", (_, open, close) => {
    const selector = selectorFromJson(deep(open, close));
    expect(depthOf(selector)).toBe(DEPTH);
    expect(selector.matches({ stream: "accounts", type: "t" })).toBe(true);
    expect(selector.matches({ stream: "orders", type: "t" })).toBe(false);
  });

  test("is written", () => {
    let selector: unknown = selectorToJson(
      selectorFromJson(deep(`{"and":{"left":`, `,"right":${leafText}}}`)),
    );
    for (let i = 0; i < DEPTH; i++) {
      selector = (selector as { and: { left: unknown } }).and.left;
    }
    expect(selector).toEqual(leaf);
  });

  test("is refused with the two ends of the place, not with all of it", () => {
    const json = deep(`{"and":{"left":`, `,"right":${leafText}}}`, `{"not":1}`);
    let message = "";
    try {
      selectorFromJson(json);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^selector\.and\.left\.and.*….*\.and\.left: expected exactly one of/);
    expect(message.length).toBeLessThan(400);
  });

  test.each([
    ["arrays", "[", "]", "selector: expected an object, got an array of 1"],
    ["values", '{"equals":', "}", "selector.equals: expected exactly one of stream, subject"],
  ])("is refused when it is nothing but %s", (_, open, close, complaint) => {
    expect(() => selectorFromJson(deep(open, close))).toThrow(complaint);
  });
});
