import { resolve } from "node:path";
import { editGlue } from "../../../src/build/starlingmonkey/editGlue.js";
import { bundledGuest } from "../../../src/build/starlingmonkey/glueAddition.js";
import type { WitAttributeValue, WitCloudEvent } from "../../../src/wasm/wit/wit.js";
import { generatedGlue, runGlue, type RunningGlue } from "../../support/glueInNode.js";

const ENDED = new TypeError(
  "this event belongs to a call that has ended; keep what is needed of it, not the event",
);

let glue = { "state-view": "", "state-change": "" };
let addition = "";
beforeAll(async () => {
  glue = generatedGlue();
  addition = await bundledGuest(resolve("src/build/starlingmonkey/guest/glue.ts"));
}, 60_000);

/** @throws Error when the pinned version's glue is another than the edit was written for. */
function edited(text: string): string {
  const result = editGlue(text, addition);
  if (result === undefined) throw new Error("the glue is not known; compare it with guest/");
  return result;
}

const TEXTS = [
  "",
  "plain",
  "\0",
  "a\0b",
  "\uFEFFmarked",
  "in \uFEFF between",
  "ä€😀",
  "x".repeat(5000),
];

const VALUES: readonly WitAttributeValue[] = [
  { tag: "boolean", val: true },
  { tag: "boolean", val: false },
  ...[0, -1, -(2 ** 31), 2 ** 31 - 1].map((val) => ({ tag: "integer" as const, val })),
  ...TEXTS.flatMap((val) => (["string", "uri", "uri-ref"] as const).map((tag) => ({ tag, val }))),
  { tag: "binary", val: Uint8Array.of(0, 255, 128) },
  { tag: "binary", val: new Uint8Array() },
  { tag: "timestamp", val: { seconds: -(2n ** 63n), nanoseconds: 2 ** 32 - 1 } },
  { tag: "timestamp", val: { seconds: 2n ** 63n - 1n, nanoseconds: 0 } },
];

const BARE: WitCloudEvent = {
  id: "1",
  source: "https://example.org/streams/accounts",
  specversion: "1.0",
  type: "account.opened",
  data: undefined,
  attributes: [],
};

const EVENTS: readonly WitCloudEvent[] = [
  BARE,
  ...TEXTS.map((text) => ({ ...BARE, id: text, source: text, specversion: text, type: text })),
  ...TEXTS.map((val) => ({ ...BARE, data: { tag: "string" as const, val } })),
  { ...BARE, data: { tag: "binary", val: Uint8Array.of(1, 2, 3) } },
  { ...BARE, data: { tag: "binary", val: new Uint8Array() } },
  { ...BARE, attributes: TEXTS.map((name) => [name, { tag: "boolean", val: true }]) },
  { ...BARE, attributes: VALUES.map((value, index) => [`name${String(index)}`, value]) },
];

const copyOf = ({ id, source, specversion, type, data, attributes }: WitCloudEvent): unknown => ({
  id,
  source,
  specversion,
  type,
  data: structuredClone(data),
  attributes: structuredClone(attributes),
});

/** Where `evolve` is given its list of events, from the start of its arguments. */
const EVENTS_AT = 112;

/** Folds in a component that answers with one byte. */
async function fold(
  text: string,
  events: readonly WitCloudEvent[],
  evolve: (events: WitCloudEvent[]) => void,
  running?: RunningGlue,
): Promise<void> {
  const { memory, call } = running ?? view(text, evolve);
  const before = memory.allocated;
  const [args, answer] = [memory.area(120), memory.area(12)];
  memory.writeEvents(args + EVENTS_AT, events);
  await call(args, answer);
  expect(memory.bytesOf(memory.word(answer + 4), memory.word(answer + 8))).toEqual(
    Uint8Array.of(7),
  );
  // The answer alone is left, for the host to take.
  expect(memory.allocated).toBe(before + 1);
}

const view = (text: string, evolve: (events: WitCloudEvent[]) => void): RunningGlue =>
  runGlue(text, {
    evolve: (_: unknown, events: WitCloudEvent[]) => {
      evolve(events);
      return Uint8Array.of(7);
    },
  });

async function seenBy(text: string, events: readonly WitCloudEvent[]): Promise<unknown> {
  let seen: unknown;
  await fold(text, events, (given) => (seen = given.map(copyOf)));
  return seen;
}

describe("the glue of the pinned componentize-js", () => {
  it.each(["state-view", "state-change"] as const)("is what the edit of a %s expects", (world) => {
    expect(edited(glue[world])).toContain("$lazyEvents.lift(");
    expect(edited(glue[world])).not.toContain("specversion: result");
  });

  it("is edited to the same text each time", async () => {
    const again = await bundledGuest(resolve("src/build/starlingmonkey/guest/glue.ts"));
    expect(again).toBe(addition);
    expect(again).not.toContain(resolve("."));
  });
});

describe("glue that is not known is left alone", () => {
  it.each([
    ["nothing", () => ""],
    ["another offset", (text: string) => text.replace("base + 24, true", "base + 28, true")],
    ["another size", (text: string) => text.replaceAll("* 56", "* 64")],
    ["another case", (text: string) => text.replace("case 6: {", "case 7: {")],
    [
      "another decoder",
      (text: string) => text.replace("new TextDecoder()", "new TextDecoder('x')"),
    ],
    ["a second export", (text: string) => `${text}\n${text}`],
    ["other parameters", (text: string) => text.replace("(arg0, arg1) {", "(arg0) {")],
    ["other bindings", (text: string) => text.replace("$realloc, $dealloc", "$dealloc, $realloc")],
  ])("%s", (_, change) => {
    expect(editGlue(change(glue["state-view"]), addition)).toBeUndefined();
  });
});

describe("events of the edited glue", () => {
  it("are the same as those of the generated glue", async () => {
    const generated = await seenBy(glue["state-view"], EVENTS);
    expect(await seenBy(edited(glue["state-view"]), EVENTS)).toEqual(generated);
    expect(generated).toHaveLength(EVENTS.length);
  });

  it("free all that was given, read or not", async () => {
    await fold(edited(glue["state-view"]), EVENTS, () => undefined);
    await fold(edited(glue["state-view"]), [], () => undefined);
    await fold(edited(glue["state-view"]), EVENTS, (events) =>
      events.map(({ type, data }) => [type, data]),
    );
  });

  it("give the same objects each time", async () => {
    await fold(edited(glue["state-view"]), EVENTS, (events) => {
      for (const event of events) {
        expect(event.data).toBe(event.data);
        expect(event.attributes).toBe(event.attributes);
      }
    });
  });

  it("refuse when they are kept beyond their call, whatever was read of them", async () => {
    const kept: WitCloudEvent[] = [];
    const running = view(edited(glue["state-view"]), (events) => kept.push(...events));
    await fold("", EVENTS, () => undefined, running);
    const [first] = kept;
    if (first === undefined) throw new Error("nothing was kept");
    const members = ["id", "source", "specversion", "type", "data", "attributes"] as const;
    for (const member of members) expect(() => first[member]).toThrow(ENDED);
    await fold("", [BARE], () => undefined, running);
    for (const member of members) expect(() => first[member]).toThrow(ENDED);
  });

  it("that a query gave live until the decision ends", async () => {
    const kept: WitCloudEvent[][] = [];
    const seen: unknown[] = [];
    const queryEvents = (): number => {
      const result = running.memory.realloc(0, 0, 4, 12);
      running.memory.setByte(result, 0);
      running.memory.writeEvents(result + 4, EVENTS);
      return result;
    };
    interface Db {
      queryEvents(query: unknown): WitCloudEvent[];
    }
    const decide = (db: Db): never => {
      const query = { selector: { nodes: [] }, direction: "forward" };
      kept.push(db.queryEvents(query), db.queryEvents(query));
      for (const events of kept) seen.push(events.map(copyOf));
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how a decision refuses
      throw { tag: "conflict", val: "no" };
    };
    const running = runGlue(edited(glue["state-change"]), { decide }, { queryEvents });
    await running.call(running.memory.area(88), running.memory.area(20));
    const expected = await seenBy(glue["state-view"], EVENTS);
    expect(seen).toEqual([expected, expected]);
    // The reason alone is left.
    expect(running.memory.allocated).toBe(1);
    expect(() => kept[0]?.[0]?.type).toThrow(ENDED);
  });
});

describe("what the edited glue offers to this package's code", () => {
  interface Offered {
    eventJson(event: object): unknown;
    parseJson(source: string | Uint8Array): unknown;
  }

  async function offered(
    events: readonly WitCloudEvent[],
    ask: (natives: Offered, events: WitCloudEvent[]) => void,
  ): Promise<void> {
    const running = view(edited(glue["state-view"]), (given) => {
      const natives = running.content[Symbol.for("evidentsource-functions.natives")] as Offered;
      ask(natives, given);
    });
    await fold("", events, () => undefined, running);
  }

  const DEEPEST = "[".repeat(64) + "]".repeat(64);

  it.each(['{"a":[1,-2.5,"ä\\n",true,null]}', '""', "null", "0", '{"__proto__":1}', DEEPEST])(
    "the value of a text that is written as JSON.stringify writes it: %s",
    async (text) => {
      await offered([], ({ parseJson }) => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
        expect(parseJson(new TextEncoder().encode(text))).toEqual(JSON.parse(text));
      });
    },
  );

  it.each([
    ...["", "{", '{"a": 1}', " 1", "-0", "1.0", "1e3", "9007199254740993", "0.1000000000000000055"],
    ...["1e400", '{"a":1,"a":2}', '"\\u0061"', '"\\/"', "\uFEFF1", `[${DEEPEST}]`, '{"2":1,"1":2}'],
  ])("nothing for another text: %s", async (text) => {
    await offered([], ({ parseJson }) => {
      expect(parseJson(text)).toBeUndefined();
      expect(parseJson(new TextEncoder().encode(text))).toBeUndefined();
    });
  });

  it("nothing for bytes that are no UTF-8", async () => {
    await offered([], ({ parseJson }) => {
      expect(parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
    });
  });

  it("the value of an event's data, unless they are said to be something else", async () => {
    const data = { tag: "string" as const, val: '{"a":1}' };
    const binary = { tag: "binary" as const, val: new TextEncoder().encode('{"a":1}') };
    const subject: WitCloudEvent["attributes"][number] = ["subject", { tag: "string", val: "s" }];
    const typed = (value: WitAttributeValue): WitCloudEvent["attributes"] => [
      subject,
      ["Datacontenttype", { tag: "string", val: "text/plain" }],
      ["datacontenttype", value],
    ];
    const cases: readonly [Partial<WitCloudEvent>, unknown][] = [
      [{ data }, { a: 1 }],
      [{ data: binary }, { a: 1 }],
      [{ data, attributes: [subject] }, { a: 1 }],
      [{ data, attributes: typed({ tag: "string", val: "application/json" }) }, { a: 1 }],
      [{ data, attributes: typed({ tag: "string", val: "text/plain" }) }, undefined],
      [{ data, attributes: typed({ tag: "uri", val: "application/json" }) }, undefined],
      [{}, undefined],
      [{ data: { tag: "string", val: "" } }, undefined],
    ];
    const events = cases.map(([event]) => ({ ...BARE, ...event }));
    await offered(events, ({ eventJson }, given) => {
      expect(given.map(eventJson)).toEqual(cases.map(([, value]) => value));
      expect(eventJson({ ...BARE, data })).toBeUndefined();
    });
  });
});
