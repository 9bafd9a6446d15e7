import fc from "fast-check";
import type { EventSelector, Parameter } from "../../src/domain/index.js";
import { parameter, Selector, type AppendCondition } from "../../src/domain/index.js";
import {
  attributeFromWit,
  attributeToWit,
  conditionFromWit,
  conditionToWit,
  selectorFromWit,
  selectorToWit,
  type WitAppendCondition,
} from "../../src/wasm/wit/index.js";
import { text, u64, witSelector } from "../support/witValues.js";

const leaf = fc.oneof(
  text.map(Selector.stream),
  text.map(Selector.subject),
  fc.constant(Selector.noSubject()),
  text.map(Selector.eventType),
  text.map(Selector.streamStartsWith),
  text.map(Selector.subjectStartsWith),
  text.map(Selector.eventTypeStartsWith),
);
const selector: fc.Arbitrary<EventSelector> = fc.letrec<{ any: EventSelector }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.tuple(tie("any"), tie("any")).map(([left, right]) => left.and(right)),
    fc.tuple(tie("any"), tie("any")).map(([left, right]) => left.or(right)),
  ),
})).any;

describe("a selector", () => {
  it("survives the way out and back", () => {
    fc.assert(
      fc.property(selector, (given) => {
        expect(selectorFromWit(selectorToWit(given)).flatten()).toEqual(given.flatten());
      }),
    );
  });

  it("survives the way in and back", () => {
    fc.assert(
      fc.property(witSelector, (given) => {
        expect(selectorToWit(selectorFromWit(given))).toEqual(given);
      }),
    );
  });

  it("goes out alike, whether it was bound or made with its values", () => {
    const word = fc.stringMatching(/^[a-z]{2,9}$/);
    fc.assert(
      fc.property(selector, word, word, (fixed, subject, prefix) => {
        const made = (a: string | Parameter, b: string | Parameter): EventSelector =>
          Selector.subject(a)
            .and(fixed)
            .or(Selector.streamStartsWith(b).and(Selector.subject(a)));
        const open = made(parameter("first"), parameter("second"));
        fc.pre(open.problems().length === 0);
        for (const values of [
          { first: subject, second: prefix },
          { first: prefix, second: subject },
        ]) {
          const expected = selectorToWit(made(values.first, values.second));
          expect(selectorToWit(open.bind(values))).toEqual(expected);
        }
      }),
    );
  });

  it("is carried in post-order, its root last", () => {
    const given = Selector.stream("accounts").and(Selector.noSubject().or(Selector.subject("a")));
    expect(selectorToWit(given)).toEqual({
      nodes: [
        { tag: "equals", val: { tag: "stream", val: "accounts" } },
        { tag: "equals", val: { tag: "subject", val: undefined } },
        { tag: "equals", val: { tag: "subject", val: "a" } },
        { tag: "or", val: [1, 2] },
        { tag: "and", val: [0, 3] },
      ],
    });
  });

  it("may be deeper than any stack", () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      Selector.subject(`s${String(index)}`),
    );
    const given = Selector.anyOf(Selector.noSubject(), ...many);
    expect(selectorFromWit(selectorToWit(given)).equals(given)).toBe(true);
  });

  it.each([
    ["equality", Selector.subject(parameter("account_id"))],
    ["a prefix", Selector.stream("aa").and(Selector.streamStartsWith(parameter("account_id")))],
  ])("with an open parameter in %s is refused", (_what, given) => {
    expect(() => selectorToWit(given)).toThrow(/parameter "?account_id"? .*not bound/);
  });

  it.each<[what: string, nodes: Parameters<typeof selectorFromWit>[0]["nodes"], says: RegExp]>([
    ["no nodes", [], /at least one node/],
    ["a node that points forwards", [{ tag: "and", val: [0, 1] }], /must point backwards/],
    [
      "a node that is out of range",
      [
        { tag: "equals", val: { tag: "stream", val: "a" } },
        { tag: "or", val: [0, 9] },
      ],
      /must point backwards/,
    ],
  ])("of %s is refused", (_what, nodes, says) => {
    expect(() => selectorFromWit({ nodes })).toThrow(says);
  });
});

describe("an attribute", () => {
  it.each([
    { kind: "stream", value: "accounts" },
    { kind: "subject", value: "" },
    { kind: "subject", value: null },
    { kind: "event-type", value: "a.b" },
  ] as const)("survives the way out and back: %j", (attribute) => {
    expect(attributeFromWit(attributeToWit(attribute))).toEqual(attribute);
  });

  it("that is absent is an absent option", () => {
    expect(attributeToWit({ kind: "subject", value: null })).toEqual({
      tag: "subject",
      val: undefined,
    });
    expect(attributeFromWit({ tag: "subject" })).toEqual({ kind: "subject", value: null });
  });
});

const condition: fc.Arbitrary<AppendCondition> = fc.oneof(
  fc.record({ kind: fc.constantFrom("min" as const, "max" as const), selector, revision: u64 }),
  fc.record({ kind: fc.constant("range" as const), selector, min: u64, max: u64 }),
);
const witCondition = fc.oneof(
  fc.record({
    tag: fc.constantFrom("min" as const, "max" as const),
    val: fc.record({ selector: witSelector, revision: u64 }),
  }),
  fc.record({
    tag: fc.constant("range" as const),
    val: fc.record({ selector: witSelector, min: u64, max: u64 }),
  }),
) as fc.Arbitrary<WitAppendCondition>;

describe("a condition", () => {
  const visible = (given: AppendCondition): unknown => ({
    ...given,
    // Jest cannot compare what a selector holds privately.
    selector: given.selector.flatten(),
  });

  it("survives the way out and back", () => {
    fc.assert(
      fc.property(condition, (given) => {
        expect(visible(conditionFromWit(conditionToWit(given)))).toEqual(visible(given));
      }),
    );
  });

  it("survives the way in and back", () => {
    fc.assert(
      fc.property(witCondition, (given) => {
        expect(conditionToWit(conditionFromWit(given))).toEqual(given);
      }),
    );
  });
});
