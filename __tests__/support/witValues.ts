import fc from "fast-check";
import { Timestamp, type Event, type ExtensionValue } from "../../src/domain/index.js";
import type {
  WitAttributeValue,
  WitCloudEvent,
  WitData,
  WitDatetime,
  WitSelector,
  WitSelectorNode,
} from "../../src/wasm/wit/index.js";

/** Any Unicode text, with what is easily lost: nothing, NUL, byte order marks, astral characters. */
export const text = fc.oneof(
  fc.constantFrom("", "\0", "\uFEFF", "\uFEFFa", "a\0b", "😀", "𝒜\u200D", "\u001f", " "),
  fc.string({ unit: "binary" }),
);
export const bytes = fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array());
export const s64 = fc.oneof(
  fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, -1n, 0n),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);
export const u64 = fc.oneof(
  fc.constantFrom(0n, 2n ** 64n - 1n, 2n ** 63n, 2n ** 53n + 1n),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);
const s32 = fc.oneof(fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, -1, 0), fc.integer());
const nanoseconds = fc.oneof(
  fc.constantFrom(0, 999_999_999),
  fc.integer({ min: 0, max: 999_999_999 }),
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

export const witDatetime: fc.Arbitrary<WitDatetime> = fc.record({ seconds: s64, nanoseconds });
export const timestamp = witDatetime.map(
  (datetime) => new Timestamp(datetime.seconds, datetime.nanoseconds),
);

export const witAttributeValue: fc.Arbitrary<WitAttributeValue> = fc.oneof(
  fc.record({ tag: fc.constant("boolean" as const), val: fc.boolean() }),
  fc.record({ tag: fc.constant("integer" as const), val: s32 }),
  fc.record({
    tag: fc.constantFrom("string" as const, "uri" as const, "uri-ref" as const),
    val: text,
  }),
  fc.record({ tag: fc.constant("binary" as const), val: bytes }),
  fc.record({ tag: fc.constant("timestamp" as const), val: witDatetime }),
);

export const extensionValue: fc.Arbitrary<ExtensionValue> = fc.oneof(
  fc.record({ kind: fc.constant("boolean" as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant("integer" as const), value: s32 }),
  fc.record({
    kind: fc.constantFrom("string" as const, "uri" as const, "uri-ref" as const),
    value: text,
  }),
  fc.record({ kind: fc.constant("binary" as const), value: bytes }),
  fc.record({ kind: fc.constant("timestamp" as const), value: timestamp }),
);

const CORE_KINDS: Readonly<Record<string, readonly string[]>> = {
  subject: ["string"],
  time: ["timestamp"],
  datacontenttype: ["string"],
  dataschema: ["uri", "uri-ref"],
};
const attributeName = fc.oneof(
  fc.constantFrom(...Object.keys(CORE_KINDS), "sequence", "recordedtime", "constructor"),
  fc.stringMatching(/^[a-z0-9]{1,20}$/),
);

/** Extensions under any name, also those of the core attributes with other kinds than theirs. */
const extensions = fc
  .uniqueArray(fc.tuple(attributeName, extensionValue), { selector: ([name]) => name })
  .map(
    (entries) =>
      new Map(entries.filter(([name, { kind }]) => !(coreKinds(name) ?? []).includes(kind))),
  );

function coreKinds(name: string): readonly string[] | undefined {
  return Object.hasOwn(CORE_KINDS, name) ? CORE_KINDS[name] : undefined;
}

/** Any event that the platform could store. */
export const event: fc.Arbitrary<Event> = fc
  .record({
    id: text,
    stream: fc.stringMatching(/^[a-z][a-z0-9.]{1,12}$/),
    specversion: fc.constantFrom("1.0", "0.3"),
    type: text,
    subject: optional(text),
    time: optional(timestamp),
    dataContentType: optional(text),
    dataSchema: optional(text),
    data: optional(
      fc.oneof(
        fc.record({ kind: fc.constant("text" as const), text }),
        fc.record({ kind: fc.constant("binary" as const), bytes }),
      ),
    ),
    extensions,
  })
  .map((members) => ({
    ...members,
    source: `https://example.org/db/bank/streams/${members.stream}`,
  }));

const witData: fc.Arbitrary<WitData | undefined> = optional(
  fc.oneof(
    fc.record({ tag: fc.constant("string" as const), val: text }),
    fc.record({ tag: fc.constant("binary" as const), val: bytes }),
  ),
);

/** Any CloudEvent with at most one attribute of a name; its schema, if understood, is a `uri`. */
export const witCloudEvent: fc.Arbitrary<WitCloudEvent> = fc.record({
  id: text,
  source: text,
  specversion: fc.constant("1.0"),
  type: text,
  data: witData,
  attributes: fc.uniqueArray(
    fc
      .tuple(attributeName, witAttributeValue)
      .filter(([name, { tag }]) => !(name === "dataschema" && tag === "uri-ref")),
    { selector: ([name]) => name },
  ),
});

const witLeaf: fc.Arbitrary<WitSelectorNode> = fc.oneof(
  fc.record({
    tag: fc.constant("equals" as const),
    val: fc.oneof(
      fc.record({ tag: fc.constantFrom("stream" as const, "event-type" as const), val: text }),
      fc.record({ tag: fc.constant("subject" as const), val: optional(text) }),
    ),
  }),
  fc.record({
    tag: fc.constant("starts-with" as const),
    val: fc.record({
      tag: fc.constantFrom("stream" as const, "subject" as const, "event-type" as const),
      val: text,
    }),
  }),
);

/** Any valid selector: leaves joined in random order, in post-order, the root last. */
export const witSelector: fc.Arbitrary<WitSelector> = fc
  .tuple(
    witLeaf,
    fc.array(fc.tuple(fc.constantFrom("and" as const, "or" as const), witLeaf)),
    fc.boolean(),
  )
  .map(([first, more, leftHeavy]) => ({
    nodes: more.reduce<WitSelectorNode[]>(
      (nodes, [tag, leaf]) => (leftHeavy ? join(tag, nodes, [leaf]) : join(tag, [leaf], nodes)),
      [first],
    ),
  }));

function join(
  tag: "and" | "or",
  left: readonly WitSelectorNode[],
  right: readonly WitSelectorNode[],
): WitSelectorNode[] {
  const shifted = right.map((node): WitSelectorNode =>
    node.tag === "and" || node.tag === "or"
      ? { tag: node.tag, val: [node.val[0] + left.length, node.val[1] + left.length] }
      : node,
  );
  const root = left.length + right.length;
  return [...left, ...shifted, { tag, val: [left.length - 1, root - 1] }];
}
