import type { EventStore } from "../../../src/database/index.js";
import { AppendCondition, Selector, Timestamp } from "../../../src/domain/index.js";
import { allOf } from "../underTest.js";
import { describeWithPostgres, freshSchema, openDatabases } from "./server.js";

const transaction = (id: string, conditions: readonly AppendCondition[] = []) => ({
  id,
  events: [{ id, stream: "ab", type: "ab", subject: "s" }],
  conditions,
  recordedAt: new Timestamp(1n),
});

describeWithPostgres("several processes on one log in PostgreSQL", () => {
  it("lose nothing, leave no gaps, and hear of each other", async () => {
    const schema = freshSchema();
    // Two that open a new schema at once.
    const both = await Promise.all([openDatabases(schema), openDatabases(schema)]);
    await both[0].create("bank", new Timestamp(0n));
    const stores = [
      (await both[0].open("bank")).events,
      (await both[1].open("bank")).events,
    ] as const;
    const ended = new AbortController();
    const told: bigint[][] = [[], []];
    const listening = stores.map(async (store, index) => {
      for await (const { revision } of store.heads(ended.signal)) {
        told[index]?.push(revision);
        if (revision === 100n) return;
      }
    });
    const results = await Promise.all(
      Array.from({ length: 100 }, (_none, at) =>
        stores[at % 2 === 0 ? 0 : 1].append(transaction(`t-${String(at)}`)),
      ),
    );
    const revisions = results.map((result) => Number(result.revision)).sort((a, b) => a - b);
    expect(revisions).toEqual(revisions.map((_revision, index) => index + 1));
    await Promise.all(listening);
    ended.abort();
    for (const heads of told)
      expect(heads).toEqual([...new Set(heads)].sort((a, b) => Number(a - b)));
    for (const databases of both) await databases.close();
  });

  it("let one of those through that exclude each other, in each round", async () => {
    const schema = freshSchema();
    const both = await Promise.all([openDatabases(schema), openDatabases(schema)]);
    await both[0].create("bank", new Timestamp(0n));
    const stores = [
      (await both[0].open("bank")).events,
      (await both[1].open("bank")).events,
    ] as const;
    for (let round = 0; round < 20; round++) {
      const condition = AppendCondition.max(Selector.subject("s"), BigInt(round));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_none, at) =>
          stores[at % 2 === 0 ? 0 : 1].append(
            transaction(`r-${String(round)}-${String(at)}`, [condition]),
          ),
        ),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
    const kept = await allOf(stores[1].transactions(0n));
    expect(kept.map(({ revision }) => revision)).toEqual(kept.map((_t, at) => BigInt(at + 1)));
    for (const databases of both) await databases.close();
  });

  it("answer about what the others just wrote, and never ahead of the head that they tell", async () => {
    const schema = freshSchema();
    const one = await openDatabases(schema);
    const other = await openDatabases(schema);
    await one.create("bank", new Timestamp(0n));
    const [writer, reader] = [(await one.open("bank")).events, (await other.open("bank")).events];
    const selector = Selector.subject("s");
    expect(await reader.last(selector)).toBe(0n);
    expect(await reader.last(selector, { upTo: 5n })).toBe(0n);
    for (let revision = 1n; revision <= 20n; revision++) {
      await writer.append(transaction(`t-${String(revision)}`));
      // Asked in turns, so that each of them is the first to hear of the event.
      if (revision % 3n === 0n) expect(await reader.last(selector)).toBe(revision);
      if (revision % 3n === 1n) expect(await reader.last(selector, { upTo: 100n })).toBe(revision);
      const [last] = await allOf(reader.events({ selector, limit: 1, direction: "reverse" }));
      expect(last?.revision).toBe(revision);
      expect(await reader.last(selector, { upTo: revision })).toBe(revision);
      expect((await allOf(reader.events({ upTo: revision }))).length).toBe(Number(revision));
    }
    for (const databases of [one, other]) await databases.close();
  });

  it("are told that a database was deleted, whatever they ask first", async () => {
    const schema = freshSchema();
    const selector = Selector.subject("s");
    const questions = [
      (store: EventStore) => store.last(selector),
      (store: EventStore) => allOf(store.events({ selector, limit: 1 })),
      (store: EventStore) => allOf(store.events({ limit: 1, order: "effective-time" })),
    ];
    for (const ask of questions) {
      const one = await openDatabases(schema);
      const other = await openDatabases(schema);
      await one.create("bank", new Timestamp(0n));
      const { events: store } = await other.open("bank");
      await (await one.open("bank")).events.append(transaction("t"));
      await one.delete("bank");
      await expect(ask(store)).rejects.toMatchObject({ code: "not-found" });
      for (const databases of [one, other]) await databases.close();
    }
  });

  it("go on when the connections are ended, and still hear of each other", async () => {
    const schema = freshSchema();
    const one = await openDatabases(schema);
    const other = await openDatabases(schema, { pollInterval: 200 });
    await one.create("bank", new Timestamp(0n));
    const [writer, reader] = [(await one.open("bank")).events, (await other.open("bank")).events];
    const ended = new AbortController();
    const heads = reader.heads(ended.signal)[Symbol.asyncIterator]();
    expect((await heads.next()).value).toMatchObject({ revision: 0n });
    const { Client } = (await import("pg")).default;
    const { url } = await import("./server.js");
    const admin = new Client(url);
    await admin.connect();
    const sent = Array.from({ length: 30 }, (_none, at) =>
      writer.append(transaction(`t-${String(at)}`)),
    );
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'evidentsource' and pid <> pg_backend_pid()",
    );
    await admin.end();
    const revisions = (await Promise.all(sent)).map(({ revision }) => Number(revision));
    expect(revisions.sort((a, b) => a - b)).toEqual(revisions.map((_r, index) => index + 1));
    let last = 0n;
    while (last < 30n) last = ((await heads.next()).value as { revision: bigint }).revision;
    expect(last).toBe(30n);
    ended.abort();
    await one.close();
    await other.close();
  });
});
