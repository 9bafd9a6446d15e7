import { hosted, other } from "./hosted.js";

const never = new AbortController().signal;

describe("waiting for a revision", () => {
  it("answers at once, with exactly the revision, for one that there is", async () => {
    const { bank } = await hosted();
    for (const id of ["a", "b", "c"]) await bank.transact(other(id));
    for (const revision of [0n, 1n, 2n, 3n])
      expect(await bank.await(revision, never)).toMatchObject({ name: "bank", revision });
  });

  it("answers with exactly the revision when the commit that brings it brings more", async () => {
    const { bank } = await hosted();
    const waiting = bank.await(2n, never);
    const events = ["a", "b", "c"].map((id) => ({ id, stream: "orders", type: "placed" }));
    await bank.transact({ ...other("t"), events });
    expect(await waiting).toMatchObject({ revision: 2n });
  });

  it("ends when it is given up, and when the database is deleted", async () => {
    const { platform, bank } = await hosted();
    const controller = new AbortController();
    const given = bank.await(9n, controller.signal);
    const deleted = bank.await(9n, never);
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: "unavailable" });
    await platform.deleteDatabase("bank");
    await expect(deleted).rejects.toMatchObject({ code: "not-found" });
  });

  it("refuses to show what does not exist yet", async () => {
    const { bank } = await hosted();
    await expect(bank.at(1n)).rejects.toMatchObject({
      code: "invalid-argument",
      message: "revision 1 of bank does not exist; the latest is 0",
    });
  });
});

describe("updates", () => {
  it("begin with the present state, and never go back", async () => {
    const { bank } = await hosted();
    await bank.transact(other("a"));
    const controller = new AbortController();
    const seen: bigint[] = [];
    const watching = (async () => {
      for await (const { revision } of bank.updates(controller.signal)) {
        seen.push(revision);
        if (revision === 11n) controller.abort();
      }
    })();
    for (let number = 0; number < 10; number++) await bank.transact(other(String(number)));
    await watching;
    expect(seen[0]).toBe(1n);
    expect(seen.at(-1)).toBe(11n);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => Number(a - b)));
  });
});
