import fc from "fast-check";
import { Timestamp, type Event, type ProspectiveEvent } from "../../src/domain/index.js";
import {
  eventToWit,
  prospectiveFromWit,
  prospectiveToWit,
  WitEvent,
  type WitAttributeValue,
  type WitCloudEvent,
} from "../../src/wasm/wit/index.js";
import { extensionFromWit, extensionToWit } from "../../src/wasm/wit/attributeValue.js";
import { membersOf } from "../support/storedEvent.js";
import { event, extensionValue, witAttributeValue, witCloudEvent } from "../support/witValues.js";

const entriesOf = (given: Event | ProspectiveEvent) => [...(given.extensions ?? [])];

/** The members that a new event has. */
function asFresh(stored: Event): ProspectiveEvent {
  const { id, stream, type, subject, time, dataContentType, dataSchema, data, extensions } = stored;
  return { id, stream, type, subject, time, dataContentType, dataSchema, data, extensions };
}

/** The same record with its attributes in one order: their order means nothing. */
const inOrder = (record: WitCloudEvent): WitCloudEvent => ({
  ...record,
  attributes: [...record.attributes].sort(([a], [b]) => (a < b ? -1 : 1)),
});

const record = (attributes: [string, WitAttributeValue][]): WitCloudEvent => ({
  id: "1",
  source: "https://example.org/db/bank/streams/accounts",
  specversion: "1.0",
  type: "t",
  attributes,
});

describe("nothing of an event is lost", () => {
  it("of its attributes' seven kinds, on the way out and back", () => {
    fc.assert(
      fc.property(extensionValue, (value) => {
        expect(extensionFromWit(extensionToWit(value))).toEqual(value);
      }),
    );
  });

  it("of its attributes' seven kinds, on the way in and back", () => {
    fc.assert(
      fc.property(witAttributeValue, (value) => {
        expect(extensionToWit(extensionFromWit(value))).toEqual(value);
      }),
    );
  });

  it("when a stored event goes into a component and is read there", () => {
    fc.assert(
      fc.property(event, (stored) => {
        const read = membersOf(new WitEvent(eventToWit(stored)));
        expect(read).toEqual(stored);
        expect(entriesOf(read)).toEqual(entriesOf(stored));
      }),
    );
  });

  it("when what a component reads goes out again", () => {
    fc.assert(
      fc.property(witCloudEvent, (given) => {
        expect(inOrder(eventToWit(new WitEvent(given)))).toEqual(inOrder(given));
      }),
    );
  });

  it("when a new event leaves a component", () => {
    fc.assert(
      fc.property(event.map(asFresh), (fresh) => {
        const read = prospectiveFromWit(prospectiveToWit(fresh));
        expect(read).toEqual(fresh);
        expect(entriesOf(read)).toEqual(entriesOf(fresh));
      }),
    );
  });

  it("when a host gives a new event back", () => {
    fc.assert(
      fc.property(witCloudEvent, (given) => {
        expect(inOrder(prospectiveToWit(prospectiveFromWit(given)))).toEqual(inOrder(given));
      }),
    );
  });
});

describe("a new event", () => {
  it("has the bare stream as its source, and only the attributes that are given", () => {
    expect(prospectiveToWit({ id: "1", stream: "accounts", type: "t" })).toEqual({
      id: "1",
      source: "accounts",
      specversion: "1.0",
      type: "t",
      data: undefined,
      attributes: [],
    });
  });

  it("keeps attributes that are empty", () => {
    const empty = { subject: "", dataContentType: "", dataSchema: "" };
    expect(prospectiveToWit({ id: "1", stream: "aa", type: "t", ...empty }).attributes).toEqual([
      ["subject", { tag: "string", val: "" }],
      ["datacontenttype", { tag: "string", val: "" }],
      ["dataschema", { tag: "uri", val: "" }],
    ]);
  });

  it("of another version of CloudEvents is refused", () => {
    const attempt = (): unknown => prospectiveFromWit({ ...record([]), specversion: "0.3" });
    expect(attempt).toThrow(/^event 1 has specversion 0\.3; expected 1\.0$/);
  });
});

describe("a core attribute", () => {
  it.each(["uri", "uri-ref"] as const)("dataschema is understood as %s", (tag) => {
    const read = new WitEvent(record([["dataschema", { tag, val: "urn:s" }]]));
    expect(read.dataSchema).toBe("urn:s");
    expect(read.extensions.size).toBe(0);
    expect(eventToWit(read).attributes).toEqual([["dataschema", { tag: "uri", val: "urn:s" }]]);
  });

  const instant = { seconds: 1n, nanoseconds: 2 };
  it.each<[name: string, value: WitAttributeValue]>([
    ["subject", { tag: "uri", val: "urn:s" }],
    ["time", { tag: "string", val: "2026-01-31T12:00:00Z" }],
    ["datacontenttype", { tag: "binary", val: new Uint8Array([1]) }],
    ["dataschema", { tag: "string", val: "urn:s" }],
    ["subject", { tag: "timestamp", val: instant }],
  ])("%s of a kind that it must not have is kept as an extension: %j", (name, value) => {
    const read = new WitEvent(record([[name, value]]));
    expect([read.subject, read.time, read.dataContentType, read.dataSchema]).toEqual(
      new Array(4).fill(undefined),
    );
    expect([...read.extensions]).toEqual([[name, extensionFromWit(value)]]);
    expect(eventToWit(read).attributes).toEqual([[name, value]]);
  });

  it("stands beside an extension of the same name", () => {
    const attributes: [string, WitAttributeValue][] = [
      ["time", { tag: "boolean", val: true }],
      ["time", { tag: "timestamp", val: instant }],
    ];
    const read = new WitEvent(record(attributes));
    expect(read.time).toEqual(new Timestamp(1n, 2));
    expect([...read.extensions]).toEqual([["time", { kind: "boolean", value: true }]]);
  });
});

/** A record that notes which of its members are read. */
function watched(target: WitCloudEvent): { seen: PropertyKey[]; record: WitCloudEvent } {
  const seen: PropertyKey[] = [];
  const proxy = new Proxy(target, {
    get: (of, name) => {
      seen.push(name);
      return Reflect.get(of, name) as unknown;
    },
  });
  return { seen, record: proxy };
}

describe("an event in a component", () => {
  const { source } = record([]);

  it("touches its record only when it is asked", () => {
    const { seen, record: given } = watched(record([]));
    const read = new WitEvent(given);
    expect(seen).toEqual([]);
    expect(read.type).toBe("t");
    expect(seen).toEqual(["type"]);
    expect(read.stream).toBe("accounts");
    expect(seen).toEqual(["type", "source"]);
    expect(read.subject).toBeUndefined();
    expect(seen).toEqual(["type", "source", "attributes"]);
  });

  it("reads its data without its attributes", () => {
    const data = { tag: "binary" as const, val: new Uint8Array([1, 2]) };
    const { seen, record: given } = watched({ ...record([]), data });
    expect(new WitEvent(given).data).toEqual({ kind: "binary", bytes: new Uint8Array([1, 2]) });
    expect(seen).toEqual(["data"]);
  });

  it("says the stream after the first /streams/ of its source", () => {
    const nested = { ...record([]), source: `${source}/streams/b` };
    expect(new WitEvent(nested).stream).toBe("accounts/streams/b");
  });
});
