import { fromBinary, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import type { Transaction } from "../../src/database/index.js";
import { Timestamp, type Event, type ExtensionValue } from "../../src/domain/index.js";
import { CloudEventSchema } from "../../src/protocol/gen/cloudevents_pb.js";
import { TransactionSchema, TransactionSummarySchema } from "../../src/protocol/gen/domain_pb.js";
import {
  encodeEvent,
  eventToProto,
  summaryBytes,
  summaryToProto,
  transactionBytes,
} from "../../src/protocol/index.js";
import { law } from "../support/law.js";

/** Lengths of one, two and three bytes, and half characters, which become another one. */
const texts = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ minLength: 100, maxLength: 200 }),
  fc.constantFrom("\ud800", "x".repeat(20_000), `${"x".repeat(127)}é`, "ä".repeat(64)),
);
const instants = fc
  .tuple(
    fc.bigInt({ min: -62_135_596_800n, max: 253_402_300_799n }),
    fc.integer({ min: 0, max: 999_999_999 }),
  )
  .map(([seconds, nanoseconds]) => new Timestamp(seconds, nanoseconds));
const bytes = fc.uint8Array({ maxLength: 300 });
const values: fc.Arbitrary<ExtensionValue> = fc.oneof(
  fc.record({ kind: fc.constant("boolean" as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant("integer" as const), value: fc.integer() }),
  fc.record({ kind: fc.constantFrom("string" as const, "uri", "uri-ref"), value: texts }),
  fc.record({ kind: fc.constant("binary" as const), value: bytes }),
  fc.record({ kind: fc.constant("timestamp" as const), value: instants }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const events: fc.Arbitrary<Event> = fc.record({
  id: texts,
  source: texts,
  stream: fc.constant("accounts"),
  specversion: fc.constant("1.0"),
  type: texts,
  subject: maybe(texts),
  time: maybe(instants),
  dataContentType: maybe(texts),
  dataSchema: maybe(texts),
  data: maybe(
    fc.oneof(
      fc.record({ kind: fc.constant("text" as const), text: texts }),
      fc.record({ kind: fc.constant("binary" as const), bytes }),
    ),
  ),
  // Objects, by which the library's messages have their attributes, put numbers first.
  extensions: fc
    .uniqueArray(fc.tuple(fc.stringMatching(/^x[a-z0-9]{1,4}$/), values), {
      selector: ([name]) => name,
      maxLength: 5,
    })
    .map((entries) => new Map(entries)),
});

test("an event's bytes are those that the library makes of its message", () => {
  law(
    fc.property(events, (event) => {
      const expected = toBinary(CloudEventSchema, eventToProto(event, event.source));
      expect(encodeEvent(event)).toEqual(expected);
    }),
  );
});

const NOW = new Timestamp(1_000n);
const transactions: fc.Arbitrary<Transaction> = fc
  .record({
    id: texts,
    basis: fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) - 3n }),
    recordedAt: instants,
    events: fc.array(events, { minLength: 1, maxLength: 3 }),
    origin: maybe(
      fc.record({
        transport: fc.constantFrom("http" as const, "grpc" as const),
        stateChange: maybe(fc.record({ name: texts, version: fc.bigInt({ min: 1n, max: 9n }) })),
      }),
    ),
    principalAttributes: maybe(fc.constantFrom(new Map(), new Map([["sub", "ann"]]))),
    commitMessage: maybe(texts),
  })
  .map((some) => {
    const [lastReadRevision, correlationId, causationId] = [undefined, undefined, undefined];
    const revision = some.basis + BigInt(some.events.length);
    const rest = { lastReadRevision, correlationId, causationId };
    const stored = some.events.map((event) => ({ ...event, revision, effectiveTime: NOW }));
    return { ...some, ...rest, events: stored, database: "bank", revision };
  });

test("a transaction's bytes and its summary's are messages that say all of it", () => {
  law(
    fc.property(transactions, (transaction) => {
      const summary = summaryToProto(transaction);
      const written = fromBinary(TransactionSummarySchema, summaryBytes(transaction));
      expect(written).toEqual(
        fromBinary(TransactionSummarySchema, toBinary(TransactionSummarySchema, summary)),
      );
      const whole = fromBinary(TransactionSchema, transactionBytes(transaction));
      expect(whole).toMatchObject({ id: written.id, database: "bank", basis: written.basis });
      expect(whole).toMatchObject({ timestamp: written.timestamp, metadata: written.metadata });
      expect(whole.events.map((event) => toBinary(CloudEventSchema, event))).toEqual(
        transaction.events
          .map(encodeEvent)
          .map((each) => toBinary(CloudEventSchema, fromBinary(CloudEventSchema, each))),
      );
    }),
  );
});
