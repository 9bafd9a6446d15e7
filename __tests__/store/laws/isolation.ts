import type { NewTransaction, Transaction } from "../../../src/database/index.js";
import { Timestamp, type ExtensionValue } from "../../../src/domain/index.js";
import { read } from "../committed.js";
import type { WithStore } from "../underTest.js";

/** A transaction with a part of every kind that can be written on. */
function sent(): NewTransaction & { readonly buffers: readonly Uint8Array[] } {
  // Node's buffers share their bytes with what is sliced from them.
  const [bytes, raw] = [Buffer.of(1, 2, 3), Uint8Array.of(4, 5)];
  return {
    buffers: [bytes, raw],
    id: "t",
    events: [
      {
        id: "a",
        stream: "ab",
        type: "ab",
        subject: "s",
        time: new Timestamp(5n, 6),
        data: { kind: "binary", bytes },
        extensions: new Map<string, ExtensionValue>([
          ["raw", { kind: "binary", value: raw }],
          ["at", { kind: "timestamp", value: new Timestamp(7n) }],
          ["word", { kind: "string", value: "w" }],
        ]),
      },
      { id: "b", stream: "ab", type: "ab", data: { kind: "text", text: "{}" } },
    ],
    conditions: [],
    recordedAt: new Timestamp(8n),
    origin: { transport: "grpc", stateChange: { name: "open", version: 1n } },
    principalAttributes: new Map([["user", "u"]]),
  };
}

/** Writes on all that can be reached from a value; what refuses it is left as it is. */
function spoil(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Uint8Array) {
    value.fill(255);
    return;
  }
  if (value instanceof Map) {
    for (const each of value.values()) spoil(each, seen);
    value.clear();
    return;
  }
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    spoil(member, seen);
    Reflect.set(value, key, typeof member === "bigint" ? 99n : "spoilt");
  }
}

/** That what is stored belongs to the store alone. */
export function isolationLaws(withStore: WithStore): void {
  it("keeps what was sent, whatever its sender writes on afterwards", () =>
    withStore(async ({ store }) => {
      const { buffers, ...transaction } = sent();
      const before = read(await store.append(transaction));
      spoil(transaction);
      for (const buffer of buffers) expect([...buffer]).toEqual([...buffer].fill(255));
      expect(read(await found(store.transaction("t")))).toEqual(before);
    }));

  it("keeps what is stored, whatever those write on who read it", () =>
    withStore(async ({ store, reader }) => {
      const before = read(await store.append(sent()));
      spoil(await store.transaction("t"));
      for await (const event of store.events({})) spoil(event);
      const here = reader(2n);
      for (const event of here.events({ order: "effective-time" })) spoil(event);
      spoil(here.head);
      spoil(here.recordedAt(2n));
      here.close();
      spoil(await store.event("ab", "a"));
      spoil(await store.head());
      spoil(await store.recordedAt(0n));
      spoil(store.database);
      expect(read(await found(store.transaction("t")))).toEqual(before);
      expect(await store.head()).toEqual({ revision: 2n, recordedAt: new Timestamp(8n) });
      expect(await store.recordedAt(0n)).toEqual(new Timestamp(-1n));
      expect(store.database.name).toBe("bank");
    }));

  it("gives data, extensions and attributes as they were sent", () =>
    withStore(async ({ store }) => {
      await store.append(sent());
      const { events, principalAttributes, origin } = await found(store.transaction("t"));
      const [first] = sent().events;
      expect(events[0]?.data).toEqual({ kind: "binary", bytes: Uint8Array.of(1, 2, 3) });
      for (const [name, value] of first?.extensions ?? [])
        expect(events[0]?.extensions.get(name)).toEqual(value);
      expect(principalAttributes).toEqual(sent().principalAttributes);
      expect(origin).toEqual(sent().origin);
    }));
}

async function found(transaction: Promise<Transaction | undefined>): Promise<Transaction> {
  const value = await transaction;
  if (value === undefined) throw new Error("the transaction is not there");
  return value;
}
