import { fromBinary, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import {
  AppendCondition,
  Selector,
  Timestamp,
  type DatabaseQuery,
  type ExtensionValue,
} from "../../src/domain/index.js";
import {
  AppendConditionSchema,
  DatabaseQuerySchema,
  EventSelectorSchema,
} from "../../src/protocol/gen/domain_pb.js";
import {
  attributeFromProto,
  attributeToProto,
  conditionFromProto,
  conditionToProto,
  decodeEvent,
  encodeEvent,
  queryFromProto,
  queryToProto,
  selectorFromProto,
  selectorToProto,
} from "../../src/protocol/index.js";
import { selectors } from "../domain/selectorArbitraries.js";
import { law } from "../support/law.js";

const revisions = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const instants = fc
  .tuple(
    fc.bigInt({ min: -62_135_596_800n, max: 253_402_300_799n }),
    fc.integer({ min: 0, max: 999_999_999 }),
  )
  .map(([seconds, nanoseconds]) => new Timestamp(seconds, nanoseconds));
const text = fc.string({ unit: "binary", maxLength: 12 });
const bytes = fc.uint8Array({ maxLength: 12 });

const extensionValues: fc.Arbitrary<ExtensionValue> = fc.oneof(
  fc.record({ kind: fc.constant("boolean" as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant("integer" as const), value: fc.integer() }),
  fc.record({ kind: fc.constant("string" as const), value: text }),
  fc.record({ kind: fc.constant("binary" as const), value: bytes }),
  fc.record({ kind: fc.constant("uri" as const), value: text }),
  fc.record({ kind: fc.constant("uri-ref" as const), value: text }),
  fc.record({ kind: fc.constant("timestamp" as const), value: instants }),
);

const storedEvents = fc.record({
  id: text,
  source: fc.constant("http://localhost/db/bank/streams/accounts"),
  stream: fc.constant("accounts"),
  specversion: fc.constant("1.0"),
  type: text,
  subject: fc.option(text, { nil: undefined }),
  time: fc.option(instants, { nil: undefined }),
  dataContentType: fc.option(text, { nil: undefined }),
  dataSchema: fc.option(text, { nil: undefined }),
  data: fc.oneof(
    fc.constant(undefined),
    fc.record({ kind: fc.constant("text" as const), text }),
    fc.record({ kind: fc.constant("binary" as const), bytes }),
  ),
  extensions: fc
    .uniqueArray(fc.tuple(fc.stringMatching(/^x[a-z0-9]{1,4}$/), extensionValues), {
      selector: ([name]) => name,
      maxLength: 5,
    })
    .map((entries) => new Map(entries)),
});

test("an event comes back from its bytes as it was, with all seven kinds of attributes", () => {
  law(
    fc.property(storedEvents, (event) => {
      expect(decodeEvent(encodeEvent(event))).toEqual(event);
    }),
  );
});

test("a selector comes back as it was", () => {
  law(
    fc.property(selectors, (selector) => {
      const sent = toBinary(EventSelectorSchema, selectorToProto(selector));
      const back = selectorFromProto(fromBinary(EventSelectorSchema, sent));
      expect(back.equals(selector)).toBe(true);
    }),
  );
});

test("a selector of great depth is converted without exhausting the stack", () => {
  let selector = Selector.subject("s1");
  for (let depth = 0; depth < 300; depth++)
    selector = selector.or(Selector.subject(`s${String(depth)}`));
  expect(selectorFromProto(selectorToProto(selector)).equals(selector)).toBe(true);
});

test("a condition comes back as it was", () => {
  law(
    fc.property(selectors, revisions, revisions, (selector, one, other) => {
      const [min, max] = one < other ? [one, other] : [other, one];
      for (const condition of [
        AppendCondition.min(selector, one),
        AppendCondition.max(selector, other),
        AppendCondition.range(selector, min, max),
      ]) {
        const sent = toBinary(AppendConditionSchema, conditionToProto(condition));
        const back = conditionFromProto(fromBinary(AppendConditionSchema, sent));
        expect({ ...back, selector: back.selector.flatten() }).toEqual({
          ...condition,
          selector: selector.flatten(),
        });
      }
    }),
  );
});

test("a query comes back as it was", () => {
  const ranges = fc.oneof(
    fc.constant(undefined),
    fc.record({
      by: fc.constant("revision" as const),
      startAt: fc.option(revisions, { nil: undefined }),
    }),
    fc.record({
      by: fc.constant("effective-time" as const),
      startAt: fc.option(fc.record({ timestamp: instants, revision: revisions }), {
        nil: undefined,
      }),
      endAt: fc.option(instants, { nil: undefined }),
    }),
  );
  const directions = fc.constantFrom("forward" as const, "reverse" as const);
  const limits = fc.option(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { nil: undefined });
  law(
    fc.property(selectors, ranges, directions, limits, (selector, range, direction, limit) => {
      const query: DatabaseQuery = { selector, range, direction, limit };
      const sent = toBinary(DatabaseQuerySchema, queryToProto(query));
      const { selector: back, ...rest } = queryFromProto(fromBinary(DatabaseQuerySchema, sent));
      expect(back.equals(selector)).toBe(true);
      expect(rest).toEqual({ range, direction, limit });
    }),
  );
});

test("an attribute comes back as it was, an absent subject too", () => {
  for (const attribute of [
    { kind: "stream", value: "accounts" },
    { kind: "event-type", value: "account.opened" },
    { kind: "subject", value: "a1" },
    { kind: "subject", value: null },
  ] as const)
    expect(attributeFromProto(attributeToProto(attribute))).toEqual(attribute);
});
