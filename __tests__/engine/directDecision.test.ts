import fc from "fast-check";
import type { WitDatabase, WitDecision, WitStateChangeError } from "../../src/wasm/wit/index.js";
import { attributeInWords, decisionInWords } from "./decisionInWords.js";
import { decide } from "./directDecisionCommand.js";
import { probe, type ProbeInstance } from "./probe.js";
import { scriptFrom } from "./scriptFrom.js";

let engine: { readonly instance: () => ProbeInstance };
beforeAll(async () => {
  const entry = new URL("directDecisionCommand.ts", import.meta.url);
  engine = probe("state-change-random", await scriptFrom(entry));
}, 60_000);

const rarely = <T>(usual: fc.Arbitrary<T>, ...odd: readonly unknown[]) =>
  fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });

/** Subjects that an engine takes as they are, and others. */
const subject = rarely(
  fc.constantFrom("4cc5ef8a-1b7b-4f3a-9d35-8d2f3d1f5e11", "a", "b c", "~", "x".repeat(85)),
  ...[
    "",
    " ",
    " a",
    "ä",
    "\u{1d11e}",
    "x".repeat(86),
    "x".repeat(300),
    "a\u001f",
    "\u0085",
    "\u007f",
  ],
  ...["\ud800", "a\ud800", 1, null, true, "accounts", "a\u0000"],
);
const read = fc.record({
  view: fc.constantFrom("account", "account", "shadow", "all", "everything"),
  given: rarely(
    fc.constant("plain"),
    ...["getter", "hidden", "frozen", "inherited", "more", "deleted", "symbol", "proxy", "array"],
    "nothing",
  ),
  value: subject,
});
const emission = fc.record(
  {
    how: rarely(
      fc.constantFrom("plain", "reversed", "frozen"),
      ...["getter", "own getter", "hidden", "more", "undefined", "subclass", "plain payload"],
      ...["subject", "no subject", "time", "id", "stream", "extensions", "inherited option"],
      ...[
        "no option",
        "proxy",
        "later time",
        "moved",
        "moved nowhere",
        "tagged",
        "no event",
        "stored",
      ],
    ),
    amount: rarely(fc.nat(), -1, 1.5, 1e21, -0, "1", null),
    reference: optional(
      rarely(fc.string({ unit: "binary", maxLength: 22 }), null, "\ud800", 1, {}),
    ),
    kind: optional(rarely(fc.constantFrom("a", 1), "b", true)),
    id: subject,
  },
  { requiredKeys: ["how", "amount", "id"] },
);
const content = rarely(
  fc.constantFrom(
    '{"balance":1}',
    '{"balance":-7,"owner":"ä"}',
    '{"seen":2}',
    '{"count":3}',
    '{"text":"x"}',
  ),
  ...[
    "",
    "{",
    "null",
    '{"balance":1.5}',
    '{"balance":1,"more":[1]}',
    "[]",
    '{"balance":1,"balance":2}',
  ],
  null,
);
const refusals = fc.constantFrom(new Error("no such view"), new Error(""));

const body = fc
  .tuple(
    fc.record({
      reads: fc.array(read, { maxLength: 3 }),
      emissions: fc.array(emission, { maxLength: 3 }),
    }),
    optional(rarely(fc.constantFrom("one", "list", "object", "own"), "none", null)),
    fc.nat(40),
  )
  .map(([script, answer, choice]): string => {
    const command = { script: JSON.stringify(script), answer };
    if (choice === 0) return "";
    if (choice === 1) return JSON.stringify({ ...command, more: 1 });
    if (choice === 2) return `{"script":"{}","script":1}`;
    return JSON.stringify(command);
  });

/** What a database is asked for, and answers, in this process. */
function database(rendered: unknown, asked: string[]): WitDatabase {
  const handle = {
    revision: () => 7n,
    atRevision: () => handle,
    viewState: (name: string, version: bigint, parameters: [string, never][]) => {
      const given = parameters.map(([key, value]) => `${key}: ${attributeInWords(value)}`);
      asked.push([name, String(version), ...given].join(" | "));
      if (rendered instanceof Error)
        throw Object.assign(new Error(rendered.message), { payload: rendered.message });
      return rendered === null
        ? undefined
        : {
            context: { databaseRevisionTimestamp: {} },
            lastModifiedTimestamp: { seconds: 0n, nanoseconds: 0 },
            content: new TextEncoder().encode(rendered as string),
          };
    },
  };
  return handle as object as WitDatabase;
}

const METADATA = {
  stateChangeName: "probe",
  stateChangeVersion: 0n,
  lastSeenRevision: 0n,
  commandReceivedAt: { seconds: 0n, nanoseconds: 0 },
  commandHeaders: [] as [string, string][],
};

/** The same decision without an engine that does any of it. */
function withoutEngine(text: string, rendered: unknown, contentType: string) {
  const asked: string[] = [];
  const command = { body: new TextEncoder().encode(text), contentType, contentSchema: undefined };
  try {
    const decided: WitDecision = decide(database(rendered, asked), command, METADATA);
    return { asked, told: decisionInWords(decided) };
  } catch (error) {
    const { tag, val } = error as WitStateChangeError;
    return { asked, told: [tag, val] };
  }
}

/** Without random ids, and what is another place in another bundle. */
const comparable = (told: readonly string[]): readonly string[] =>
  told.map((text) =>
    text
      .replace(/^event \| [0-9a-f]{8}-[0-9a-f-]{27} /, "event | random ")
      .replace(/ \(at [^)]*\)/g, ""),
  );

test("a decision that the engine helps with is the decision without it", () => {
  const counted = { accepted: 0, conditions: 0 };
  fc.assert(
    fc.property(
      fc.array(body, { minLength: 1, maxLength: 3 }),
      fc.oneof({ weight: 5, arbitrary: content }, { weight: 1, arbitrary: refusals }),
      rarely(
        fc.constant("application/json"),
        "application/json; charset=utf-8",
        "text/plain",
        "APPLICATION/JSON",
      ),
      (bodies, rendered, contentType) => {
        const instance = engine.instance();
        instance.rendered = rendered as string;
        for (const text of bodies) {
          instance.asked.length = 0;
          const outcome = instance.decide(text, contentType as string);
          const told =
            outcome.kind === "accepted"
              ? instance.decided
              : [outcome.kind, "message" in outcome ? outcome.message : ""];
          const expected = withoutEngine(text, rendered, contentType as string);
          expect({ asked: instance.asked, told: comparable(told) }).toEqual({
            asked: expected.asked,
            told: comparable(expected.told),
          });
          expect(instance.open.size).toBe(0);
          if (outcome.kind !== "accepted") continue;
          counted.accepted += 1;
          counted.conditions += told.filter((each) => each.startsWith("condition")).length;
        }
      },
    ),
    { numRuns: Number(process.env["DECISIONS"] ?? 150) },
  );
  // Otherwise nothing would have been compared.
  expect(counted.accepted).toBeGreaterThan(20);
  expect(counted.conditions).toBeGreaterThan(10);
}, 3_600_000);

describe("what TypeScript does of a decision in the engine", () => {
  let steps: { readonly instance: () => ProbeInstance };
  beforeAll(async () => {
    const entry = new URL("directDecisionSteps.ts", import.meta.url);
    steps = probe("state-change-random", await scriptFrom(entry));
  }, 60_000);
  const usual = { view: "account", given: "plain", value: "a" };
  const emission = { how: "plain", amount: 1, id: "a" };

  it.each([
    ["is nothing of a view and an event where all is ordinary", usual, emission, ""],
    ["is the selector of a view that is not", { ...usual, given: "frozen" }, emission, "selector"],
    ["is the subject of an event that is not", usual, { ...emission, id: "ä" }, "subject"],
  ])("%s", (_, reading, emitted, expected) => {
    const instance = steps.instance();
    instance.rendered = '{"balance":1}';
    const script = JSON.stringify({ reads: [reading], emissions: [emitted] });
    const outcome = instance.decide(JSON.stringify({ script }));
    expect(outcome).toEqual({ kind: "accepted", events: [{ id: expected, data: "" }] });
  });
});
