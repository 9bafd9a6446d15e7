import { AppendCondition, Selector, StateChangeError } from "../../src/domain/index.js";
import type { Decided } from "../../src/database/index.js";
import { hosted, other, request } from "./hosted.js";

const orders = Selector.stream("orders");

const placed = (id: string, revision?: bigint): Decided => ({
  events: [{ id, stream: "orders", type: "placed" }],
  conditions: revision === undefined ? [] : [AppendCondition.unchangedSince(orders, revision)],
});

describe("executing a command", () => {
  it("decides anew on what is there now when others were faster, and remembers each lost race", async () => {
    const { bank, runs } = await hosted(async (at, run) => {
      if (run <= 2) await bank.transact(other(`faster-${String(run)}`));
      return placed("mine", at.revision);
    });
    const executed = await bank.execute(request());
    expect(executed).toMatchObject({ kind: "committed", transaction: { basis: 2n, revision: 3n } });
    expect(runs()).toBe(3);
    const [record, ...rest] = bank.decisions.after();
    expect(rest).toEqual([]);
    expect(record).toMatchObject({
      number: 1n,
      attempts: 3,
      revision: 2n,
      outcome: { kind: "accepted", revision: 3n, events: 1 },
    });
    expect(record?.lostRaces).toHaveLength(2);
    for (const lost of record?.lostRaces ?? []) expect(lost).toContain('for stream = "orders", ');
  });

  it("gives up after so many attempts, and says so as a write conflict", async () => {
    const { bank, runs } = await hosted(
      async (at, run) => {
        await bank.transact(other(`faster-${String(run)}`));
        return placed("mine", at.revision);
      },
      { attempts: 4 },
    );
    await expect(bank.execute(request())).rejects.toMatchObject({
      code: "write-conflict",
      message: expect.stringMatching(/^decide was decided 4 times/) as string,
    });
    expect(runs()).toBe(4);
    const [record] = bank.decisions.after();
    expect(record).toMatchObject({ outcome: { kind: "failed", code: "write-conflict" } });
    expect(record?.lostRaces).toHaveLength(4);
  });

  it("does not decide anew what would be violated again", async () => {
    const { bank, runs } = await hosted(() => ({
      ...placed("mine"),
      conditions: [AppendCondition.mustExist(orders)],
    }));
    await expect(bank.execute(request())).rejects.toMatchObject({ code: "condition-violated" });
    expect(runs()).toBe(1);
  });

  it("answers a known transaction id before anything runs, also where the decision would now refuse", async () => {
    const { bank, runs } = await hosted((at) => {
      if (at.revision > 0n) throw StateChangeError.conflict("it is there already");
      return placed("mine");
    });
    const sent = request({ transactionId: "t" });
    const first = await bank.execute(sent);
    await bank.transact(other("later"));
    expect(await bank.execute(sent)).toEqual(first);
    expect(runs()).toBe(1);
    expect((await bank.latest()).revision).toBe(2n);
    await expect(bank.execute(request())).rejects.toMatchObject({ kind: "conflict" });
    expect(bank.decisions.after(1n)).toMatchObject([
      { number: 2n, outcome: { kind: "refused", refusal: "conflict" } },
    ]);
  });

  it("commits one of the same command that is sent twice at once", async () => {
    const { bank } = await hosted((_at, run) => placed(`mine-${String(run)}`));
    const sent = request({ transactionId: "t" });
    const [first, second] = await Promise.all([bank.execute(sent), bank.execute(sent)]);
    expect(second).toMatchObject({ transaction: { revision: 1n } });
    expect(first).toMatchObject({ transaction: { revision: 1n } });
    expect((await bank.latest()).revision).toBe(1n);
  });

  it("commits nothing where nothing was decided, nor for a speculation", async () => {
    const { bank } = await hosted((_at, run) =>
      run === 1 ? { events: [], conditions: [] } : placed("mine"),
    );
    expect(await bank.execute(request())).toEqual({ kind: "nothing", revision: 0n });
    expect(await bank.speculate(request(), 0n)).toMatchObject({ events: [{ id: "mine" }] });
    expect((await bank.latest()).revision).toBe(0n);
  });

  it("says what there is instead of an unknown name or version", async () => {
    const { bank, runs } = await hosted();
    await expect(bank.execute(request({ version: 9n }))).rejects.toMatchObject({
      code: "not-found",
      message: "there is no state change decide in version 9; it has 1",
    });
    await expect(bank.execute(request({ stateChange: "other" }))).rejects.toMatchObject({
      code: "not-found",
      message: "there is no state change other in version 1; published are decide",
    });
    expect(runs()).toBe(0);
  });
});
