import fc from "fast-check";
import type { EventSelector } from "../../src/domain/index.js";
import { isParameter, parameter, Selector, type ParameterValues } from "../../src/domain/index.js";
import { events, selectorOf, trees, type Tree } from "./selectorArbitraries.js";

const open = Selector.stream("accounts").and(Selector.subject(parameter("account_id")));

/** The tree as a selector with a parameter in the place of every value, and their values. */
function parametrised(tree: Tree): [EventSelector, ParameterValues] {
  const values: Record<string, string> = {};
  const build = (one: Tree): EventSelector => {
    if ("join" in one) return build(one.left)[one.join](build(one.right));
    if (one.leaf === "noSubject") return Selector.noSubject();
    const name = `p${String(Object.keys(values).length)}`;
    values[name] = one.value;
    return Selector[one.leaf](parameter(name));
  };
  const selector = build(tree);
  return [selector, values];
}

describe("a parameter", () => {
  test("is recognised by its mark, which all copies of the package share", () => {
    expect(isParameter(parameter("account_id"))).toBe(true);
    const mark = Symbol.for("evidentsource.functions.parameter");
    expect(isParameter({ [mark]: true, parameter: "account_id" })).toBe(true);
  });

  test.each([[undefined], [null], ["account_id"], [{ parameter: "account_id" }], [[]]])(
    "is not %p",
    (value) => {
      expect(isParameter(value)).toBe(false);
    },
  );
});

describe("the parameters of a selector", () => {
  test("are none, when no value is open", () => {
    expect(Selector.stream("accounts").parameters().size).toBe(0);
  });

  test("are the ones that stand in it, each with the kinds of attribute that it stands for", () => {
    const selector = Selector.allOf(
      Selector.stream(parameter("stream")),
      Selector.subject(parameter("account_id")),
      Selector.subjectStartsWith(parameter("account_id")),
      Selector.eventType("account.opened"),
      Selector.eventTypeStartsWith(parameter("mixed")).or(
        Selector.streamStartsWith(parameter("mixed")),
      ),
    );
    expect(selector.parameters()).toEqual(
      new Map([
        ["stream", new Set(["stream"])],
        ["account_id", new Set(["subject"])],
        ["mixed", new Set(["event-type", "stream"])],
      ]),
    );
  });

  test("keep the selector from matching until they have values", () => {
    const complaint = new RangeError(
      "parameter account_id of the selector is not bound; give it a value with bind()",
    );
    // Also for an event that the other side of the `and` refuses.
    for (const stream of ["accounts", "orders"]) {
      expect(() => open.matches({ stream, type: "t", subject: "a" })).toThrow(complaint);
    }
    const prefix = Selector.streamStartsWith(parameter("account_id"));
    expect(() => prefix.matches({ stream: "accounts", type: "t" })).toThrow(complaint);
  });

  test("must have valid names", () => {
    expect(Selector.subject(parameter("1")).problems()).toEqual([
      'parameter name "1" must start with a letter and have 2 to 128 letters, digits, "-", "_" or "."',
    ]);
    expect(open.problems()).toEqual([]);
  });

  test("make selectors equal when their names are", () => {
    const again = Selector.stream("accounts").and(Selector.subject(parameter("account_id")));
    const other = Selector.stream("accounts").and(Selector.subject(parameter("order_id")));
    const fixed = Selector.stream("accounts").and(Selector.subject("account_id"));
    expect(open.equals(again)).toBe(true);
    expect(open.equals(other)).toBe(false);
    expect(open.equals(fixed)).toBe(false);
    expect(fixed.equals(open)).toBe(false);
  });
});

describe("binding", () => {
  test("makes the selector that the values would have made", () => {
    fc.assert(
      fc.property(trees, fc.array(events), (tree, some) => {
        const [selector, values] = parametrised(tree);
        const bound = selector.bind(values);
        expect(bound.equals(selectorOf(tree))).toBe(true);
        expect(bound.flatten()).toEqual(selectorOf(tree).flatten());
        expect(bound.problems()).toEqual(selectorOf(tree).problems());
        expect(bound.parameters().size).toBe(0);
        expect(bound.openPlaces()).toEqual([]);
        for (const one of some) expect(bound.matches(one)).toBe(selectorOf(tree).matches(one));
      }),
    );
  });

  test("keeps what the bound selector shares with the open one", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const [selector, values] = parametrised(tree);
        const bound = selector.bind(values);
        expect(bound.binding?.template).toBe(selector);
        const places = selector.openPlaces();
        expect(bound.binding?.nodes).toEqual(places.map((place) => bound.flatten()[place]));
        bound.flatten().forEach((node, place) => {
          if (!places.includes(place)) expect(node).toBe(selector.flatten()[place]);
        });
        expect(selector.binding).toBeUndefined();
      }),
    );
  });

  test("leaves the open selector as it is", () => {
    open.bind({ account_id: "a-1" });
    expect([...open.parameters().keys()]).toEqual(["account_id"]);
  });

  test("gives one value to every place of a parameter", () => {
    const either = open.or(Selector.subjectStartsWith(parameter("account_id")));
    const bound = either.bind({ account_id: "a-1" });
    expect(bound.matches({ stream: "orders", type: "t", subject: "a-12" })).toBe(true);
    expect(bound.matches({ stream: "accounts", type: "t", subject: "a-2" })).toBe(false);
  });

  test("asks for events without a subject with null", () => {
    const bound = open.bind({ account_id: null });
    expect(bound.equals(Selector.stream("accounts").and(Selector.noSubject()))).toBe(true);
  });

  test.each<[string, EventSelector, ParameterValues, string]>([
    [
      "a missing one",
      open,
      {},
      "the parameters do not fit the selector (missing: account_id; it has account_id)",
    ],
    [
      "one that is only inherited",
      Selector.subject(parameter("constructor")),
      {},
      "missing: constructor",
    ],
    [
      "an unknown one",
      open,
      { account_id: "a", order: "b" },
      "the parameters do not fit the selector (unknown: order; it has account_id)",
    ],
    [
      "a misspelt one",
      open.and(Selector.eventType(parameter("type"))),
      { accountId: "a", type: "t" },
      "(missing: account_id; unknown: accountId; it has account_id, type)",
    ],
    [
      "one where there is none",
      Selector.stream("accounts"),
      { account_id: "a" },
      "(unknown: account_id; it has none)",
    ],
    [
      "an undefined one",
      open,
      { account_id: undefined } as unknown as ParameterValues,
      "parameter account_id (subject) must be a string, got undefined",
    ],
    [
      "a number",
      open,
      { account_id: 7 } as unknown as ParameterValues,
      "parameter account_id (subject) must be a string, got 7",
    ],
    [
      "null for a stream",
      Selector.stream(parameter("stream")),
      { stream: null },
      "parameter stream (stream) must be a string, got null",
    ],
    [
      "null for the beginning of a subject",
      Selector.subjectStartsWith(parameter("region")),
      { region: null },
      "parameter region stands in a prefix and cannot be null",
    ],
    [
      "a blank subject",
      open,
      { account_id: " " },
      "parameter account_id: subject must not be blank",
    ],
    [
      "an invalid stream",
      Selector.streamStartsWith(parameter("stream")),
      { stream: "a" },
      'parameter stream: stream name "a" must start with a letter',
    ],
    [
      "a type that is too long",
      Selector.eventType(parameter("type")),
      { type: "€".repeat(86) },
      "has 258 bytes in UTF-8; at most 255 are allowed",
    ],
    [
      "a valid one beside a fixed value that is not",
      Selector.stream("a").and(open),
      { account_id: "a" },
      'in a selector: stream name "a" must start with a letter',
    ],
  ])("refuses %s", (_, selector, values, complaint) => {
    expect(() => selector.bind(values)).toThrow(RangeError);
    expect(() => selector.bind(values)).toThrow(complaint);
  });
});

describe("the problems of a selector", () => {
  test("are all told, in the order of its leaves", () => {
    const selector = Selector.allOf(
      Selector.stream("a"),
      Selector.subject(""),
      Selector.noSubject(),
      Selector.eventTypeStartsWith("t\u001f"),
      Selector.subject("fine"),
    );
    expect(selector.problems()).toEqual([
      expect.stringContaining('stream name "a"'),
      'subject must not be blank, got ""',
      expect.stringContaining("event type"),
    ]);
    expect(() => {
      selector.assertValid();
    }).toThrow('in a selector: stream name "a"');
  });

  test("are none when all values obey the rules", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(selectorOf(tree).problems()).toEqual([]);
      }),
    );
  });
});
