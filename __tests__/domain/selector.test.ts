import fc from "fast-check";
import { EventSelector, Selector, type Selectable } from "../../src/domain/index.js";
import { depthOf, events, selectorOf, selectors, selects, trees } from "./selectorArbitraries.js";

const event: Selectable = { stream: "accounts", type: "account.opened", subject: "eu-1" };
const withoutSubject: Selectable = { stream: "accounts", type: "account.opened" };

describe("a selector", () => {
  test.each([
    ["stream", Selector.stream("accounts"), Selector.stream("Accounts")],
    ["subject", Selector.subject("eu-1"), Selector.subject("eu")],
    ["event type", Selector.eventType("account.opened"), Selector.eventType("account.open")],
    ["beginning of the stream", Selector.streamStartsWith("acc"), Selector.streamStartsWith("Acc")],
    [
      "beginning of the subject",
      Selector.subjectStartsWith("eu"),
      Selector.subjectStartsWith("u-"),
    ],
    [
      "beginning of the type",
      Selector.eventTypeStartsWith("account."),
      Selector.eventTypeStartsWith("account.opened."),
    ],
  ])("compares the %s exactly and with case", (_, selecting, other) => {
    expect(selecting.matches(event)).toBe(true);
    expect(other.matches(event)).toBe(false);
  });

  test("knows events without a subject, however the absence is written", () => {
    for (const absent of [withoutSubject, { ...withoutSubject, subject: undefined }]) {
      expect(Selector.noSubject().matches(absent)).toBe(true);
      expect(Selector.subject("eu-1").matches(absent)).toBe(false);
      expect(Selector.subjectStartsWith("e").matches(absent)).toBe(false);
    }
    expect(Selector.noSubject().matches(event)).toBe(false);
  });

  test("does not take the words for nothing for an absent subject", () => {
    for (const subject of ["null", "undefined"]) {
      expect(Selector.subject(subject).matches(withoutSubject)).toBe(false);
      expect(Selector.subjectStartsWith(subject).matches(withoutSubject)).toBe(false);
    }
  });

  test("selects what its tree selects", () => {
    fc.assert(
      fc.property(trees, fc.array(events, { minLength: 1 }), (tree, some) => {
        const selector = selectorOf(tree);
        for (const one of some) expect(selector.matches(one)).toBe(selects(tree, one));
      }),
      { numRuns: 500 },
    );
  });

  test("is not changed by being joined", () => {
    fc.assert(
      fc.property(selectors, selectors, (a, b) => {
        const before = [JSON.stringify(a.flatten()), JSON.stringify(b.flatten())];
        a.and(b);
        a.or(b);
        a.and(a);
        expect([JSON.stringify(a.flatten()), JSON.stringify(b.flatten())]).toEqual(before);
      }),
    );
  });

  test("may be joined with itself", () => {
    fc.assert(
      fc.property(selectors, events, (selector, one) => {
        expect(selector.and(selector).matches(one)).toBe(selector.matches(one));
        expect(selector.or(selector).matches(one)).toBe(selector.matches(one));
      }),
    );
  });
});

describe("equal selectors", () => {
  test("have the same nodes, whoever made them and in whatever order their members stand", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const selector = selectorOf(tree);
        const reordered = selector.flatten().map((node) => {
          const members = Object.entries(structuredClone(node)).reverse();
          return Object.fromEntries(members) as unknown as typeof node;
        });
        expect(selector.equals(selectorOf(tree))).toBe(true);
        expect(selector.equals(EventSelector.unflatten(reordered))).toBe(true);
      }),
    );
  });

  test("are the ones whose trees are equal, and no others", () => {
    fc.assert(
      fc.property(trees, trees, (a, b) => {
        expect(selectorOf(a).equals(selectorOf(b))).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  test.each([
    ["kinds", Selector.stream("ab"), Selector.subject("ab")],
    ["values", Selector.stream("ab"), Selector.stream("ac")],
    ["whole and beginning", Selector.subject("ab"), Selector.subjectStartsWith("ab")],
    ["no subject and a subject", Selector.noSubject(), Selector.subject("null")],
    [
      "and and or",
      Selector.stream("ab").and(Selector.stream("cd")),
      Selector.stream("ab").or(Selector.stream("cd")),
    ],
    [
      "order",
      Selector.stream("ab").and(Selector.stream("cd")),
      Selector.stream("cd").and(Selector.stream("ab")),
    ],
    ["length", Selector.stream("ab"), Selector.stream("ab").or(Selector.stream("ab"))],
  ])("differ not only in %s", (_, a, b) => {
    expect(a.equals(b)).toBe(false);
    expect(b.equals(a)).toBe(false);
  });
});

describe("allOf and anyOf", () => {
  const many = fc.array(selectors, { minLength: 1, maxLength: 20 });

  test("select what a chain of and, or of or, selects", () => {
    fc.assert(
      fc.property(many, fc.array(events, { minLength: 1 }), (list, some) => {
        const [first, ...more] = list as [EventSelector, ...EventSelector[]];
        const all = more.reduce((joined, next) => joined.and(next), first);
        const any = more.reduce((joined, next) => joined.or(next), first);
        for (const one of some) {
          expect(Selector.allOf(first, ...more).matches(one)).toBe(all.matches(one));
          expect(Selector.anyOf(first, ...more).matches(one)).toBe(any.matches(one));
        }
      }),
    );
  });

  test("keep the leaves in order", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{2,4}$/), { minLength: 1 }), (names) => {
        const [first, ...more] = names.map(Selector.stream) as [EventSelector, ...EventSelector[]];
        const leaves = Selector.anyOf(first, ...more)
          .flatten()
          .flatMap((node) => (node.op === "equals" ? [node.attribute.value] : []));
        expect(leaves).toEqual(names);
      }),
    );
  });

  test("of one selector are that selector", () => {
    const only = Selector.stream("accounts");
    expect(Selector.allOf(only)).toBe(only);
    expect(Selector.anyOf(only)).toBe(only);
  });

  test("are as deep as a balanced tree", () => {
    for (const count of [2, 3, 4, 5, 100, 1000, 1024, 1025]) {
      const [first, ...more] = Array.from({ length: count }, (_, i) =>
        Selector.subject(String(i)),
      ) as [EventSelector, ...EventSelector[]];
      expect(depthOf(Selector.anyOf(first, ...more))).toBe(Math.ceil(Math.log2(count)));
      expect(depthOf(Selector.allOf(first, ...more))).toBe(Math.ceil(Math.log2(count)));
    }
  });

  test("refuse an empty list that was spread into their arguments", () => {
    const none = [] as unknown as [EventSelector];
    expect(() => Selector.allOf(...none)).toThrow(
      new RangeError(
        "Selector.allOf needs one or more selectors; the platform has none that selects everything or nothing",
      ),
    );
    expect(() => Selector.anyOf(...none)).toThrow("Selector.anyOf needs one or more selectors");
  });
});

describe("10,000 selectors", () => {
  const subjects = Array.from({ length: 10_000 }, (_, i) => Selector.subject(String(i)));
  const [first, ...more] = subjects as [EventSelector, ...EventSelector[]];
  const about = (subject: string) => ({ ...withoutSubject, subject });

  test("may be chained one after the other", () => {
    const chained = more.reduce((joined, next) => joined.or(next), first);
    expect(depthOf(chained)).toBe(9_999);
    expect(chained.flatten()).toHaveLength(19_999);
    expect(chained.matches(about("9999"))).toBe(true);
    expect(chained.matches(about("0"))).toBe(true);
    expect(chained.matches(about("10000"))).toBe(false);
    expect(chained.problems()).toEqual([]);
    expect(chained.equals(EventSelector.unflatten([...chained.flatten()]))).toBe(true);
  });

  test("may be joined at once", () => {
    const joined = Selector.anyOf(first, ...more);
    expect(depthOf(joined)).toBe(14);
    expect(joined.matches(about("9999"))).toBe(true);
    expect(joined.matches(about("10000"))).toBe(false);
  });
});
