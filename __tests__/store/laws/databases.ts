import { Timestamp } from "../../../src/domain/index.js";
import { allOf, type StoreFactory } from "../underTest.js";

const NOW = new Timestamp(5n, 6);
const event = { id: "a", stream: "ab", type: "ab" };
const transaction = { id: "t", events: [event], conditions: [], recordedAt: NOW };

/** What can be done with databases as a whole. */
export function databaseLaws(factory: StoreFactory): void {
  it("lists what was created and not deleted, by name", async () => {
    const { databases } = await factory();
    for (const name of ["shop", "bank", "Bank"]) await databases.create(name, NOW);
    await databases.delete("shop");
    const listed = await allOf(databases.list());
    expect(listed.map(({ name, createdAt }) => [name, createdAt])).toEqual([
      ["Bank", NOW],
      ["bank", NOW],
    ]);
    await databases.close();
  });

  it("keeps databases apart", async () => {
    const { databases } = await factory();
    await databases.create("bank", NOW);
    await databases.create("shop", NOW);
    const [bank, shop] = [await databases.open("bank"), await databases.open("shop")];
    await bank.events.append(transaction);
    expect((await shop.events.head()).revision).toBe(0n);
    expect((await shop.events.append(transaction)).database).toBe("shop");
    await databases.close();
  });

  it("shows what one appends to whoever opens the database again", async () => {
    const { databases } = await factory();
    await databases.create("bank", NOW);
    const first = await databases.open("bank");
    await first.events.append(transaction);
    const again = await databases.open("bank");
    expect(await again.events.head()).toEqual({ revision: 1n, recordedAt: NOW });
    await databases.close();
  });

  it("refuses a name that is taken, is of another form, or unknown", async () => {
    const { databases } = await factory();
    await databases.create("bank", NOW);
    await expect(databases.create("bank", NOW)).rejects.toMatchObject({ code: "already-exists" });
    await expect(databases.create("1", NOW)).rejects.toMatchObject({ code: "invalid-argument" });
    await expect(databases.open("shop")).rejects.toMatchObject({ code: "not-found" });
    await expect(databases.delete("shop")).rejects.toMatchObject({ code: "not-found" });
    await databases.close();
  });

  it("tells those who have it open that a database was deleted, and creates another one empty", async () => {
    const { databases } = await factory();
    await databases.create("bank", NOW);
    const { events } = await databases.open("bank");
    await events.append(transaction);
    const heads = events.heads(new AbortController().signal)[Symbol.asyncIterator]();
    await heads.next();
    const waiting = heads.next();
    await databases.delete("bank");
    expect(await waiting).toMatchObject({ done: true });
    await expect(events.head()).rejects.toMatchObject({ code: "not-found" });
    await expect(events.append(transaction)).rejects.toMatchObject({ code: "not-found" });
    await databases.create("bank", new Timestamp(9n));
    const created = await databases.open("bank");
    expect(await created.events.head()).toEqual({ revision: 0n, recordedAt: new Timestamp(9n) });
    await databases.close();
  });

  it("is unavailable after it was closed", async () => {
    const { databases } = await factory();
    await databases.create("bank", NOW);
    const { events } = await databases.open("bank");
    await databases.close();
    await expect(databases.open("bank")).rejects.toMatchObject({ code: "unavailable" });
    await expect(allOf(databases.list())).rejects.toMatchObject({ code: "unavailable" });
    await expect(events.head()).rejects.toMatchObject({ code: "unavailable" });
  });
}
