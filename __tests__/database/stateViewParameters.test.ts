import fc from "fast-check";
import {
  parameter,
  Selector,
  Timestamp,
  type AttributeKind,
  type EventSelector,
  type ParameterBindings,
} from "../../src/domain/index.js";
import { InMemoryDatabase } from "../../src/database/index.js";
import { selects, type Tree } from "../domain/selectorArbitraries.js";
import { modelEvents } from "../support/databaseModel.js";
import { databaseWith, history } from "../support/history.js";
import { law } from "../support/law.js";
import { trailOf, trailView } from "../support/trailView.js";
import { databaseError } from "../support/databaseError.js";

const P = parameter("which");
const value = fc.constantFrom("ab", "abc", "Ab", "abd", "b.c");

type LeafName = Extract<Tree, { readonly value: string }>["leaf"];
const LEAVES: readonly [LeafName, AttributeKind, EventSelector][] = [
  ["stream", "stream", Selector.stream(P)],
  ["subject", "subject", Selector.subject(P)],
  ["eventType", "event-type", Selector.eventType(P)],
  ["streamStartsWith", "stream", Selector.streamStartsWith(P)],
  ["subjectStartsWith", "subject", Selector.subjectStartsWith(P)],
  ["eventTypeStartsWith", "event-type", Selector.eventTypeStartsWith(P)],
];

function rendered(selector: EventSelector, parameters: ParameterBindings): readonly string[] {
  const database = new InMemoryDatabase({ stateViews: [trailView({ selector })] });
  const event = { stream: "ab", type: "ab" };
  database.transact(
    [
      { ...event, id: "with", subject: "abc" },
      { ...event, id: "without" },
    ],
    [],
    new Timestamp(1n),
  );
  return trailOf(database.latest().viewState("trail", 1n, parameters));
}

describe("a view's parameters", () => {
  it.each(LEAVES)("choose what is folded by %s", (leaf, kind, selector) => {
    law(
      fc.property(history, fc.array(value, { maxLength: 4 }), (transactions, values) => {
        const view = trailView({ selector });
        const latest = databaseWith(transactions, { stateViews: [view] }).latest();
        // Several in turn, and the first again: the renderings of one must not serve another.
        for (const given of [...values, ...values.slice(0, 1)]) {
          const found = latest.viewState("trail", 1n, [["which", { kind, value: given }]]);
          expect(trailOf(found)).toEqual(
            modelEvents(transactions)
              .filter((event) => selects({ leaf, value: given }, event))
              .map(({ id }) => id),
          );
        }
      }),
    );
  });

  it("ask for events without a subject by a subject of null", () => {
    const selector = Selector.subject(P);
    expect(rendered(selector, [["which", { kind: "subject", value: null }]])).toEqual(["without"]);
    expect(rendered(selector, [["which", { kind: "subject", value: "abc" }]])).toEqual(["with"]);
  });

  const subjectAndType = Selector.subject(P).and(Selector.eventType(parameter("type")));
  const which = ["which", { kind: "subject", value: "abc" }] as const;
  const type = ["type", { kind: "event-type", value: "ab" }] as const;

  it("may come in any order", () => {
    expect(rendered(subjectAndType, [which, type])).toEqual(["with"]);
    expect(rendered(subjectAndType, [type, which])).toEqual(["with"]);
  });

  it.each<[string, ParameterBindings, string]>([
    [
      "one is missing",
      [which],
      "state view trail: the parameters do not fit the selector (missing: type; it has which, type)",
    ],
    [
      "one is unknown",
      [which, type, ["more", { kind: "stream", value: "ab" }]],
      "state view trail: the parameters do not fit the selector (unknown: more; it has which, type)",
    ],
    [
      "one is unknown and named like a part of every object",
      [which, type, ["__proto__", { kind: "subject", value: "ab" }]],
      "state view trail: the parameters do not fit the selector (unknown: __proto__; it has which, type)",
    ],
    [
      "one has another kind",
      [which, ["type", { kind: "stream", value: "ab" }]],
      "parameter type of state view trail must be of the kind event-type, but is given as stream",
    ],
    [
      "one comes twice",
      [which, type, ["which", { kind: "subject", value: "Ab" }]],
      "parameter which of state view trail was given twice",
    ],
    [
      "one breaks the rules of its kind",
      [which, ["type", { kind: "event-type", value: " " }]],
      'state view trail: parameter type: event type must not be blank, got " "',
    ],
  ])("are refused when %s", (_what, parameters, message) => {
    expect(() => rendered(subjectAndType, parameters)).toThrow(
      databaseError("invalid-argument", message),
    );
  });

  it("are refused when a beginning of a subject is null", () => {
    expect(() =>
      rendered(Selector.subjectStartsWith(P), [["which", { kind: "subject", value: null }]]),
    ).toThrow("state view trail: parameter which stands in a prefix and cannot be null");
  });
});
