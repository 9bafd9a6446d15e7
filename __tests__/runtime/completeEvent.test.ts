import { Expose } from "class-transformer";
import { IsInt, IsObject, IsOptional, IsPositive, IsString } from "class-validator";
import {
  DomainEvent,
  event,
  Subject,
  Timestamp,
  type EventOptions,
  type Fields,
} from "evidentsource-functions";
import { completeEvent, UnfitEventError, validDefinitions } from "../../src/runtime/index.js";
import type { EmittedEvent, ExtensionInput, ProspectiveEvent } from "../../src/domain/index.js";
import { RECEIVED_AT } from "../support/commandMessage.js";

@DomainEvent("ordered", { stream: "orders", dataSchema: "https://example.org/ordered.json" })
class Ordered {
  @Subject() @Expose({ name: "order_id" }) @IsString() orderId!: string;
  @IsInt() @IsPositive() quantity!: number;
  @IsOptional() @IsString() note?: string | undefined;
}

@DomainEvent("floating")
class Floating {
  @IsOptional() @IsObject() tree?: object;
}

class Undeclared {
  at = 1;
}

@DomainEvent("renamed", { stream: "orders" })
class Renamed {
  @Subject() @IsOptional() id?: string;
}

const definitions = validDefinitions();
const complete = (emitted: EmittedEvent): ProspectiveEvent =>
  completeEvent(emitted, definitions, RECEIVED_AT);
const ordered = (options?: EventOptions): EmittedEvent =>
  event(Ordered, { orderId: "o-1", quantity: 2 }, options);

describe("an event that names nothing beside its fields", () => {
  it("takes everything else from its class and the command", () => {
    const { id, data, ...rest } = complete(ordered());
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(rest).toEqual({
      stream: "orders",
      type: "ordered",
      subject: "o-1",
      time: RECEIVED_AT,
      dataContentType: "application/json",
      dataSchema: "https://example.org/ordered.json",
      extensions: undefined,
    });
    expect(data?.kind === "text" && JSON.parse(data.text)).toEqual({
      order_id: "o-1",
      quantity: 2,
    });
  });

  it("has an id that no other event has", () => {
    const ids = Array.from({ length: 500 }, () => complete(ordered()).id);
    expect(new Set(ids).size).toBe(500);
  });

  it("has no subject when its class marks none, or the marked property is absent", () => {
    expect(complete(event(Floating, {}, { stream: "any" })).subject).toBeUndefined();
    expect(complete(event(Renamed, {})).subject).toBeUndefined();
  });

  it("does not write properties that are undefined", () => {
    const emitted = event(Ordered, { orderId: "o-1", quantity: 2, note: undefined });
    expect(complete(emitted).data).toEqual(complete(ordered()).data);
  });
});

describe("explicit options of an event", () => {
  it("stand in place of what its class says", () => {
    const options = {
      id: "e-1",
      stream: "archive",
      subject: "other",
      time: "1969-12-31T23:59:59.5Z",
    };
    expect(complete(ordered(options))).toMatchObject({
      id: "e-1",
      stream: "archive",
      subject: "other",
      time: new Timestamp(-1n, 500_000_000),
    });
  });

  it("may say that it has no subject", () => {
    expect(complete(ordered({ subject: null })).subject).toBeUndefined();
  });

  it.each([
    ["a Timestamp", new Timestamp(5n, 7), new Timestamp(5n, 7)],
    ["a Date", new Date(1500), new Timestamp(1n, 500_000_000)],
    ["text", "1970-01-01T00:00:02Z", new Timestamp(2n)],
  ])("may give its time as %s", (_what, time, expected) => {
    expect(complete(ordered({ time })).time).toEqual(expected);
  });

  it("may give extensions of all seven kinds", () => {
    const bytes = new Uint8Array([0, 255]);
    const time = new Timestamp(-5n, 9);
    const inputs: [ExtensionInput, unknown][] = [
      [true, { kind: "boolean", value: true }],
      [-(2 ** 31), { kind: "integer", value: -(2 ** 31) }],
      ["text", { kind: "string", value: "text" }],
      [bytes, { kind: "binary", value: bytes }],
      [
        { kind: "uri", value: "https://example.org" },
        { kind: "uri", value: "https://example.org" },
      ],
      [
        { kind: "uri-ref", value: "../a" },
        { kind: "uri-ref", value: "../a" },
      ],
      [time, { kind: "timestamp", value: time }],
      [new Date(1), { kind: "timestamp", value: new Timestamp(0n, 1_000_000) }],
    ];
    const named = inputs.map(([input], index) => [`ext${String(index)}`, input] as const);
    const { extensions } = complete(ordered({ extensions: Object.fromEntries(named) }));
    expect([...(extensions ?? [])]).toEqual(
      inputs.map(([, value], index) => [`ext${String(index)}`, value]),
    );
  });
});

const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });
const circular: { self?: object } = {};
circular.self = circular;

describe("an event cannot be emitted", () => {
  it.each<[what: string, emitted: () => EmittedEvent, says: RegExp]>([
    [
      "whose class is no domain event",
      () => event(Undeclared, { at: 1 }),
      /^Undeclared is no domain event; add @DomainEvent/,
    ],
    [
      "that names no stream",
      () => event(Floating, {}),
      /^Floating names no stream; name one in @DomainEvent or in event\(\)$/,
    ],
    [
      "that breaks its own rules",
      () => event(Ordered, { orderId: "o", quantity: -1 }),
      /^the event ordered breaks the rules of Ordered: quantity: quantity must be a positive/,
    ],
    [
      "that lacks a member",
      () => event(Ordered, { orderId: "o" } as Fields<Ordered>),
      /breaks the rules of Ordered: quantity/,
    ],
    [
      "that holds what JSON cannot carry",
      () => event(Ordered, { orderId: "o", quantity: Number.NaN }),
      /^the event ordered cannot be written: "quantity" holds NaN/,
    ],
    [
      "that is nested too deeply to be read again",
      () => event(Floating, { tree: deep(200) }, { stream: "any" }),
      /^the event floating cannot be written: its data is nested deeper than 64 levels$/,
    ],
    [
      "whose subject is no string",
      () => event(Ordered, { orderId: 5 as unknown as string, quantity: 1 }),
      /^the subject of ordered, orderId, must be a string$/,
    ],
    [
      "with a blank subject",
      () => ordered({ subject: " " }),
      /^the event ordered cannot be stored: subject must not be blank/,
    ],
    [
      "with a subject that is too long",
      () => ordered({ subject: "é".repeat(128) }),
      /has 256 bytes in UTF-8/,
    ],
    ["with a blank id", () => ordered({ id: "" }), /event id must not be blank/],
    [
      "with a bad stream",
      () => ordered({ stream: "no stream" }),
      /stream name "no stream" must start with a letter/,
    ],
    [
      "at a time that is none",
      () => ordered({ time: "yesterday" }),
      /^the event ordered cannot be stored: its time: "yesterday" is not an RFC 3339 instant/,
    ],
    [
      "at an invalid Date",
      () => ordered({ time: new Date(Number.NaN) }),
      /ordered cannot be stored: its time: the Date is invalid/,
    ],
    [
      "with a reserved extension",
      () => ordered({ extensions: { sequence: 1 } }),
      /^the event ordered cannot be stored: extension sequence is an attribute that the platform sets$/,
    ],
    [
      "with an extension in the place of the subject",
      () => ordered({ extensions: { subject: "x" } }),
      /extension subject is an attribute/,
    ],
    [
      "with a badly named extension",
      () => ordered({ extensions: { "trace-id": "x" } }),
      /extension name "trace-id" must consist of lower-case letters and digits/,
    ],
    [
      "with an integer of more than 32 bits",
      () => ordered({ extensions: { big: 2 ** 31 } }),
      /^the event ordered cannot be stored: extension big: an integer extension has 32 bits; got 2147483648/,
    ],
    [
      "with an extension of no kind",
      () => ordered({ extensions: { odd: [] as unknown as string } }),
      /^the event ordered cannot be stored: extension odd: an extension must be/,
    ],
  ])("%s", (_what, emitted, says) => {
    const attempt = (): unknown => complete(emitted());
    expect(attempt).toThrow(UnfitEventError);
    expect(attempt).toThrow(says);
  });

  it("that refers to itself", () => {
    expect(() => complete(event(Floating, { tree: circular }, { stream: "any" }))).toThrow(
      RangeError,
    );
  });
});

const raw: ProspectiveEvent = { id: "r-1", stream: "orders", type: "legacy.ordered" };

describe("an event that was not made with event()", () => {
  it("passes as it is, whatever its data", () => {
    const full: ProspectiveEvent = {
      ...raw,
      subject: "s",
      time: new Timestamp(-(2n ** 63n)),
      dataContentType: "image/png",
      dataSchema: "urn:png",
      data: { kind: "binary", bytes: new Uint8Array([0, 1, 255]) },
      extensions: new Map([["source2", { kind: "uri", value: "a:b" }]]),
    };
    expect(complete(full)).toBe(full);
    expect(complete(raw)).toBe(raw);
  });

  it.each<[what: string, wrong: Partial<Record<keyof ProspectiveEvent, unknown>>, says: RegExp]>([
    ["an id that is no string", { id: 5 }, /event id must be a string, got 5/],
    ["a blank type", { type: "" }, /event type must not be blank/],
    [
      "no type",
      { type: undefined },
      /the event without a type cannot be stored: event type must be a string/,
    ],
    ["a URI as its stream", { stream: "https://example.org/streams/a" }, /stream name/],
    ["null as its subject", { subject: null }, /subject must be a string, got null/],
    [
      "a Date as its time",
      { time: new Date(0) },
      /its time must be a Timestamp, got an instance of Date/,
    ],
    [
      "a number as its content type",
      { dataContentType: 1 },
      /its dataContentType must be a string, got 1/,
    ],
    ["bare text as its data", { data: "{}" }, /its data must be/],
    ["an object as its extensions", { extensions: { a: 1 } }, /its extensions must be a Map/],
    [
      "an extension without a kind",
      { extensions: new Map([["a", 1]]) },
      /extension a: 1 is no \{ kind, value \}/,
    ],
    [
      "an integer that is none",
      { extensions: new Map([["a", { kind: "integer", value: 0.5 }]]) },
      /extension a: an integer extension has 32 bits/,
    ],
    [
      "an extension that stands in for its subject",
      { extensions: new Map([["subject", { kind: "string", value: "x" }]]) },
      /extension subject is an attribute that the platform sets/,
    ],
    [
      "a badly named extension",
      { extensions: new Map([["A", { kind: "boolean", value: true }]]) },
      /extension name "A" must/,
    ],
  ])("is refused with %s", (_what, wrong, says) => {
    const attempt = (): unknown => complete({ ...raw, ...wrong } as ProspectiveEvent);
    expect(attempt).toThrow(UnfitEventError);
    expect(attempt).toThrow(says);
  });
});
