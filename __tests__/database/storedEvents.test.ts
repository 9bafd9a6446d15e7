import { InMemoryDatabase } from "../../src/database/index.js";
import {
  effectiveTime,
  recordedTime,
  sequence,
  Timestamp,
  type ExtensionValue,
  type ProspectiveEvent,
} from "../../src/domain/index.js";
import { membersOf } from "../support/storedEvent.js";

const NOW = new Timestamp(100n, 5);

function stored(given: Partial<ProspectiveEvent> = {}) {
  const database = new InMemoryDatabase({ name: "bank" });
  database.transact([{ id: "first", stream: "ab", type: "ab" }], [], new Timestamp(1n));
  const event = { id: "a", stream: "accounts", type: "account.opened", ...given };
  const [first] = database.transact([event], [], NOW).events;
  if (first === undefined) throw new Error("nothing was stored");
  return first;
}

describe("a stored event", () => {
  it("knows its revision and when it was recorded", () => {
    const event = stored();
    expect(sequence(event)).toBe(2n);
    expect(recordedTime(event)).toEqual(NOW);
    expect(event.extensions).toEqual(
      new Map<string, ExtensionValue>([
        ["sequence", { kind: "string", value: "2" }],
        ["recordedtime", { kind: "timestamp", value: NOW }],
      ]),
    );
  });

  it("takes effect when it was recorded, unless it has a time of its own", () => {
    expect(effectiveTime(stored())).toEqual(NOW);
    const time = new Timestamp(-5n, 7);
    const event = stored({ time });
    expect(effectiveTime(event)).toEqual(time);
    expect(recordedTime(event)).toEqual(NOW);
  });

  it("has the source of its stream and database", () => {
    expect(stored().source).toMatch(/\/db\/bank\/streams\/accounts$/);
    expect(stored().specversion).toBe("1.0");
  });

  it("keeps everything that it was given", () => {
    const given: Omit<ProspectiveEvent, "extensions"> = {
      id: "id-1",
      stream: "accounts",
      type: "account.credited",
      subject: "s\u0000",
      time: new Timestamp(2n ** 63n - 1n, 999_999_999),
      dataContentType: "application/octet-stream",
      dataSchema: "https://example.org/schema",
      data: { kind: "binary", bytes: Uint8Array.of(0, 255) },
    };
    const extensions = new Map<string, ExtensionValue>([
      ["flag", { kind: "boolean", value: false }],
      ["count", { kind: "integer", value: -(2 ** 31) }],
      ["link", { kind: "uri-ref", value: "../a" }],
      ["raw", { kind: "binary", value: Uint8Array.of(1) }],
    ]);
    const event = stored({ ...given, extensions });
    expect(membersOf(event)).toMatchObject(given);
    for (const [name, value] of extensions) expect(event.extensions.get(name)).toEqual(value);
  });
});
