import fc from "fast-check";
import { DIAGNOSIS_CONTENT_TYPE } from "../../src/wasm/wit/diagnosis.js";
import type { PassedEvent } from "./linearMemory.js";
import { evolve } from "./plannedFoldView.js";
import { probe, type ProbeInstance } from "./probe.js";
import { scriptFrom } from "./scriptFrom.js";

let engine: { readonly instance: () => ProbeInstance };
beforeAll(async () => {
  engine = probe("state-view", await scriptFrom(new URL("plannedFoldView.ts", import.meta.url)));
}, 60_000);

const UUID = "4cc5ef8a-1b7b-4f3a-9d35-8d2f3d1f5e11";
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
const rarely = <T>(usual: fc.Arbitrary<T>, ...odd: readonly unknown[]) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const line = fc.record({
  text: rarely(fc.constantFrom("ab", "äbc", "\u{1d11e}bcd"), "a", "abcdef", 1),
  count: optional(rarely(fc.nat(), 1.5, null)),
});
const credited = fc.record({
  id: rarely(fc.constant(UUID), "none"),
  amount: rarely(fc.integer({ min: 1, max: 60 }), 13, 0, "1", 1e21),
  currency: rarely(fc.constantFrom("USD", "EUR"), "GBP", null),
  kind: optional(rarely(fc.constantFrom("a", 1), "b", true)),
  tags: optional(rarely(fc.array(fc.string(), { maxLength: 2 }), "a", [1], ["a", "b", "c"])),
  lines: optional(rarely(fc.array(line, { maxLength: 3 }), {}, [null])),
});
const opened = fc.record({
  order: optional(fc.nat()),
  owner: rarely(fc.constantFrom("ADA", "GRACE"), "ada"),
  at: rarely(fc.constant("2026-02-28T12:34:56.789Z"), "yesterday", 1),
});
const closed = fc.record({
  how: rarely(fc.constantFrom("text", "array", "method"), "state", "promise", 1),
});

/** Texts with their members in any order, and now and then with one that the class does not have. */
const text = (payloads: fc.Arbitrary<object>): fc.Arbitrary<string> =>
  fc.tuple(payloads, fc.nat(30)).map(([payload, choice]) => {
    const members = Object.entries(payload).filter(([, value]) => value !== undefined);
    if (choice % 4 === 0) members.reverse();
    if (choice === 30) members.push(["more", 1]);
    return JSON.stringify(Object.fromEntries(members), undefined, choice % 3);
  });
const event: fc.Arbitrary<PassedEvent> = fc.oneof(
  ...(
    [
      ["account.credited", credited, 4],
      ["account.opened", opened, 1],
      ["account.closed", closed, 1],
      ["account.unknown", closed, 1],
    ] as const
  ).map(([type, payloads, weight]) => ({
    weight,
    arbitrary: text(payloads).map((data) => ({ id: type.slice(8), type, data })),
  })),
);

/** What a host without plans makes of the same events: this process. */
function withoutPlans(events: readonly PassedEvent[], contentType?: string): string {
  const records = events.map(({ id, type = "", data }) => ({
    id,
    type,
    source: "https://events.example/streams/accounts",
    specversion: "1.0",
    data: { tag: "string", val: data },
    attributes: [],
  }));
  const view = { context: { name: "probe", contentType }, content: undefined };
  try {
    const content = evolve(view as never, records as never);
    return new TextDecoder().decode(content);
  } catch {
    return "trap";
  }
}

/** Without what is another place in another bundle, and orders, which depend on how many instances were made before. */
const comparable = (text: string | undefined): string | undefined =>
  text?.replace(/ \(at [^)]*\)/g, "").replace(/\\"order\\":\d+/g, "order");

test("a fold by plans is the fold without them", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      const told = [false, true].map((diagnosed) => {
        const outcome = engine.instance().evolve("", events, diagnosed);
        return comparable(outcome.kind === "state" ? outcome.content : outcome.kind);
      });
      const expected = [undefined, DIAGNOSIS_CONTENT_TYPE].map((contentType) =>
        comparable(withoutPlans(events, contentType)),
      );
      expect(told).toEqual(expected);
    }),
    { numRuns: Number(process.env["FOLDS"] ?? 60) },
  );
}, 120_000);
