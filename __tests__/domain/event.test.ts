import fc from "fast-check";
import {
  effectiveTime,
  MAX_REVISION,
  recordedTime,
  sequence,
  streamOfSource,
  Timestamp,
  type Event,
  type ExtensionValue,
} from "../../src/domain/index.js";

function stored(extensions: Record<string, ExtensionValue>, time?: Timestamp): Event {
  return {
    id: "1",
    source: "https://example.com/db/bank/streams/accounts",
    stream: "accounts",
    specversion: "1.0",
    type: "account.opened",
    subject: undefined,
    time,
    dataContentType: undefined,
    dataSchema: undefined,
    data: undefined,
    extensions: new Map(Object.entries(extensions)),
  };
}

describe("the stream of a source", () => {
  test.each([
    ["https://example.com/db/bank/streams/accounts", "accounts"],
    ["/db/bank/streams/accounts", "accounts"],
    ["/streams/accounts", "accounts"],
    ["https://example.com/db/bank/streams/streams", "streams"],
    ["https://example.com/db/bank/streams/a/streams/b", "a/streams/b"],
    ["accounts", "accounts"],
    ["streams/accounts", "streams/accounts"],
    ["https://example.com/db/streams", "https://example.com/db/streams"],
    ["", ""],
  ])("of %j is %j", (source, stream) => {
    expect(streamOfSource(source)).toBe(stream);
  });

  test("is the name that the source was made with", () => {
    const names = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9\-_.]{1,127}$/);
    const servers = fc.constantFrom("", "https://example.com", "http://localhost:3000/api/v1");
    fc.assert(
      fc.property(servers, names, names, (server, database, stream) => {
        expect(streamOfSource(`${server}/db/${database}/streams/${stream}`)).toBe(stream);
      }),
    );
  });
});

describe("the sequence of a stored event", () => {
  test.each<[ExtensionValue, bigint]>([
    [{ kind: "integer", value: 0 }, 0n],
    [{ kind: "integer", value: 2147483647 }, 2147483647n],
    [{ kind: "string", value: "12" }, 12n],
    [{ kind: "string", value: "00000000000000000012" }, 12n],
    [{ kind: "string", value: "9007199254740993" }, 9007199254740993n],
    [{ kind: "string", value: "18446744073709551615" }, MAX_REVISION],
  ])("is read from %p", (extension, revision) => {
    expect(sequence(stored({ sequence: extension }))).toBe(revision);
  });

  test.each<ExtensionValue>([
    { kind: "integer", value: -1 },
    { kind: "string", value: "" },
    { kind: "string", value: "-1" },
    { kind: "string", value: "1.5" },
    { kind: "string", value: "0x1" },
    { kind: "string", value: " 1" },
    { kind: "string", value: "18446744073709551616" },
    { kind: "string", value: "000000000000000000012" },
    { kind: "boolean", value: true },
    { kind: "uri", value: "1" },
    { kind: "binary", value: new Uint8Array([1]) },
  ])("is unknown when it is %p, which is no revision", (extension) => {
    expect(sequence(stored({ sequence: extension }))).toBeUndefined();
  });

  test("is unknown when the event has none", () => {
    expect(sequence(stored({}))).toBeUndefined();
  });

  test("survives as text for every revision", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_REVISION }), (revision) => {
        const extension = { kind: "string", value: String(revision) } as const;
        expect(sequence(stored({ sequence: extension }))).toBe(revision);
      }),
    );
  });
});

describe("the times of a stored event", () => {
  const recorded = new Timestamp(20n, 1);
  const effective = new Timestamp(10n, 2);
  const recordedtime: ExtensionValue = { kind: "timestamp", value: recorded };

  test("are its own time, and when the server recorded it", () => {
    const event = stored({ recordedtime }, effective);
    expect(recordedTime(event)).toBe(recorded);
    expect(effectiveTime(event)).toBe(effective);
  });

  test("are both the recorded time when it has no time of its own", () => {
    expect(effectiveTime(stored({ recordedtime }))).toBe(recorded);
  });

  test("may both be unknown", () => {
    expect(recordedTime(stored({}))).toBeUndefined();
    expect(effectiveTime(stored({}))).toBeUndefined();
  });

  test("take no other kind of extension for the recorded time", () => {
    const text: ExtensionValue = { kind: "string", value: "2026-01-31T12:00:00Z" };
    expect(recordedTime(stored({ recordedtime: text }))).toBeUndefined();
    expect(effectiveTime(stored({ recordedtime: text }, effective))).toBe(effective);
  });
});
