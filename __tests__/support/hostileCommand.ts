import fc from "fast-check";
import type { CommandMessage } from "../../src/domain/index.js";

/** A command as anyone could send it. */
export interface SentCommand {
  readonly name: string;
  readonly message: CommandMessage;
  readonly headers: readonly (readonly [string, string])[];
}

const NAMES = ["open-account", "deposit", "withdraw", "transfer", "close-account"];
const ACCOUNTS = Array.from(
  { length: 8 },
  (_item, index) => `3f1c1a52-5c2e-4d0a-9a53-0000000000${String(index + 10)}`,
);

type Json = Readonly<Record<string, unknown>>;

const account = fc.constantFrom(...ACCOUNTS);
const amount = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 1_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.MAX_SAFE_INTEGER, 2 ** 52, 1) },
);
const owner = fc.oneof(
  fc.constantFrom("Ada", "Grace"),
  fc.string({ unit: "binary", minLength: 1 }),
);

/** What each command expects; most are valid, and accepted if the accounts are as they should be. */
const VALID: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  "open-account": fc.record(
    { account_id: account, owner, initial_deposit: amount },
    { requiredKeys: ["account_id", "owner"] },
  ),
  deposit: fc.record(
    { account_id: account, amount, reference: fc.string({ unit: "binary", maxLength: 140 }) },
    { requiredKeys: ["account_id", "amount"] },
  ),
  withdraw: fc.record({ account_id: account, amount }),
  transfer: fc.record({ from_account_id: account, to_account_id: account, amount }),
  "close-account": fc.record({ account_id: account }),
};

/** Values of every type, the edges of numbers and texts that are easily mangled among them. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, "", " ", "0", -0, 0, -1, 0.1, 1e21, 2 ** 53, [], {}, [[]]),
  fc.constantFrom("\ud800", "a\udfffb", "\0", "a\0b", "\u001f", "\ufeff", "\u2028", "__proto__"),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
);
/** Members of commands and of every object, and any other. */
const memberName = fc.oneof(
  fc.constantFrom("account_id", "amount", "owner", "reference", "accountId", "initial_deposit"),
  fc.constantFrom("__proto__", "constructor", "prototype", "toString", "decide", "then", ""),
  fc.string({ unit: "binary" }),
);

const named = <T>(of: (json: Json, name: string) => fc.Arbitrary<T>): fc.Arbitrary<[string, T]> =>
  fc
    .constantFrom(...NAMES)
    .chain((name) =>
      (VALID[name] ?? fc.constant({})).chain((json) =>
        of(json, name).map((result): [string, T] => [name, result]),
      ),
    );

/** JSON with one member replaced or added; written by hand, because `__proto__` cannot be assigned. */
const withOddMember = named((json) =>
  fc.tuple(memberName, oddValue).map(([key, value]) => {
    const members = Object.entries(json).filter(([name]) => name !== key);
    const texts = [...members, [key, value] as const].map(
      ([name, item]) => `${JSON.stringify(name)}:${JSON.stringify(item)}`,
    );
    return `{${texts.join(",")}}`;
  }),
);

const withoutMember = named((json) =>
  fc.constantFrom(...Object.keys(json)).map((missing) => {
    const entries = Object.entries(json).filter(([name]) => name !== missing);
    return JSON.stringify(Object.fromEntries(entries));
  }),
);

/** Numbers that a double cannot carry, and what is no JSON at all, in the place of a value. */
const withRawValue = named((json) =>
  fc
    .tuple(
      fc.constantFrom(...Object.keys(json)),
      fc.constantFrom(
        ...[
          "1e400",
          "-1e400",
          "1e-400",
          "9007199254740993",
          "0.1000000000000000055511151231257827",
        ],
        ...[
          "NaN",
          "Infinity",
          "-",
          "01",
          "1.",
          "0x10",
          "undefined",
          "'a'",
          '"\\ud800"',
          '"\\u0000"',
        ],
        ...['"\\x"', '"a\nb"', "{}}", "[1,]", '{"a":1,"a":2}', "/* */1", ""],
      ),
    )
    .map(([member, raw]) => {
      const texts = Object.entries(json).map(
        ([name, item]) => `${JSON.stringify(name)}:${name === member ? raw : JSON.stringify(item)}`,
      );
      return `{${texts.join(",")}}`;
    }),
);

const repeatedMember = named((json) =>
  fc.constant(`{${JSON.stringify(json).slice(1, -1)},${JSON.stringify(json).slice(1)}`),
);

const notAnObject = named(() => oddValue.map((value) => JSON.stringify(value)));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const truncated = named((json) => {
  const bytes = bytesOf(JSON.stringify(json));
  return fc.nat({ max: bytes.length }).map((end) => bytes.subarray(0, end));
});

const damaged = named((json) => {
  const bytes = bytesOf(JSON.stringify(json));
  return fc
    .tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }))
    .map(([at, byte]) => bytes.with(at, byte));
});

const otherEncoding = named((json) =>
  fc.constantFrom(
    new Uint8Array(Buffer.from(JSON.stringify(json), "utf16le")),
    bytesOf(`${JSON.stringify(json)}\0`),
    // Valid, but not after a body whose refusal changed the decoder.
    bytesOf(`\ufeff${JSON.stringify(json)}`),
    // A lone surrogate as if it were a character.
    Uint8Array.of(...bytesOf('{"owner":"'), 0xed, 0xa0, 0x80, ...bytesOf('"}')),
  ),
);

const anyBytes = named(() => fc.uint8Array({ maxLength: 200 }));

const NESTED = 100_000;
/** Deep JSON: closed and open, of arrays and of objects, by itself and in a member. */
const deep = named(() =>
  fc.constantFrom(
    ...["[".repeat(NESTED), '{"a":'.repeat(NESTED)],
    "[".repeat(NESTED) + "]".repeat(NESTED),
    `{"account_id":${'{"a":'.repeat(NESTED)}1${"}".repeat(NESTED)}}`,
    `{"amount":${"[".repeat(129)}${"]".repeat(129)}}`,
    `{"amount":${"[".repeat(127)}${"]".repeat(127)}}`,
  ),
);

const contentType = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("Application/JSON; charset=utf-8", "application/cloudevents+json"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", "text/plain", "application/jsonp", "+json", "\0", "a/b+JSON"),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const header = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom("x-owner", "X-OWNER"), owner) },
  { weight: 1, arbitrary: fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })) },
);

type Body = readonly [name: string, body: string | Uint8Array | undefined];

const body: fc.Arbitrary<Body> = fc.oneof(
  { weight: 300, arbitrary: named((json) => fc.constant(JSON.stringify(json))) },
  { weight: 150, arbitrary: withOddMember },
  { weight: 100, arbitrary: withRawValue },
  { weight: 60, arbitrary: withoutMember },
  { weight: 30, arbitrary: repeatedMember },
  { weight: 60, arbitrary: notAnObject },
  { weight: 100, arbitrary: truncated },
  { weight: 80, arbitrary: damaged },
  { weight: 40, arbitrary: otherEncoding },
  { weight: 80, arbitrary: anyBytes },
  { weight: 3, arbitrary: deep },
  { weight: 20, arbitrary: named(() => fc.constantFrom(undefined, new Uint8Array())) },
  {
    weight: 20,
    arbitrary: fc.tuple(
      fc.oneof(fc.constantFrom("", "__proto__", "constructor", "Deposit"), fc.string()),
      fc.constant("{}"),
    ),
  },
);

/** Any command: about a third of them are well-formed, the others each break something else. */
export const hostileCommand: fc.Arbitrary<SentCommand> = fc
  .record({
    body,
    contentType: fc.oneof(
      { weight: 9, arbitrary: fc.constant("application/json") },
      { weight: 1, arbitrary: contentType },
    ),
    headers: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(header, { minLength: 1, maxLength: 4 }) },
    ),
  })
  .map(({ body: [name, content], contentType: type, headers }) => ({
    ...sent(name, typeof content === "string" ? bytesOf(content) : content, type),
    headers,
  }));

const sent = (
  name: string,
  content: Uint8Array | undefined,
  type = "application/json",
): SentCommand => ({
  name,
  message: { body: content, contentType: type, contentSchema: undefined },
  headers: [],
});

const MEGABYTE = 1_000_000;
/** Texts of a megabyte, refused and accepted. The accepted one has an account of its own. */
export const HUGE_COMMANDS: readonly SentCommand[] = [
  { account_id: ACCOUNTS[0], amount: 1, reference: "r".repeat(MEGABYTE) },
  { account_id: "c0ffee00-0000-4000-8000-000000000033", owner: "😀".repeat(MEGABYTE / 4) },
  { account_id: ACCOUNTS[0], owner: "Ada", ["k".repeat(MEGABYTE)]: 1 },
  { account_id: "a".repeat(MEGABYTE), owner: "\0".repeat(MEGABYTE / 6) },
].map((json, index) =>
  sent(index === 0 ? "deposit" : "open-account", bytesOf(JSON.stringify(json))),
);

/** A command in a message of a failing test. */
export function describeCommand({ name, message, headers }: SentCommand): unknown {
  const { body: bytes, contentType: type } = message;
  const text = bytes === undefined ? "absent" : Buffer.from(bytes).toString("latin1");
  return { name, type, headers, size: bytes?.length, body: text.slice(0, 500) };
}
