import { InMemoryDatabases } from "../../src/database/index.js";
import { CommandHeaders } from "../../src/domain/index.js";
import { hosted, NOW } from "./hosted.js";

const transaction = {
  events: [{ id: "a", stream: "ab", type: "ab" }],
  conditions: [],
  recordedAt: NOW,
};

describe("a database that somebody else deletes", () => {
  it("is unknown until it is made anew, and empty then", async () => {
    const databases = new InMemoryDatabases();
    const { platform, bank } = await hosted(undefined, { databases });
    await bank.transact(transaction);
    await databases.delete("bank");
    expect(bank.isGone).toBe(true);
    await expect(platform.database("bank")).rejects.toMatchObject({ code: "not-found" });
    await databases.create("bank", NOW);
    const [again, same] = await Promise.all([platform.database("bank"), platform.database("bank")]);
    expect(again).toBe(same);
    expect((await again.latest()).revision).toBe(0n);
  });

  it("tells those who had it open that it is gone, so that they ask by its name", async () => {
    const databases = new InMemoryDatabases();
    const { bank } = await hosted(undefined, { databases });
    await databases.delete("bank");
    const gone = { code: "not-found", isGone: true, message: "there is no database bank" };
    await expect(bank.transact(transaction)).rejects.toMatchObject(gone);
    await expect(bank.transaction("t")).rejects.toMatchObject(gone);
    await expect(bank.eventsByRevisions([1n])).rejects.toMatchObject(gone);
    await expect(
      bank.execute({
        stateChange: "decide",
        version: 1n,
        command: { body: undefined, contentType: "application/json", contentSchema: undefined },
        headers: new CommandHeaders(),
        receivedAt: NOW,
      }),
    ).rejects.toMatchObject(gone);
  });
});
