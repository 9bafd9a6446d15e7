import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InMemoryDatabases, type Databases } from "../../src/database/index.js";
import { AppendCondition, Selector } from "../../src/domain/index.js";
import { SqliteDatabases } from "../../src/store/sqlite/index.js";
import { hosted, other, request } from "./hosted.js";

const [ROUNDS, WRITERS] = [50, 20];
const orders = Selector.stream("orders");
const folder = mkdtempSync(join(tmpdir(), "esf-writers-"));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each<[string, () => Databases]>([
  ["in memory", () => new InMemoryDatabases()],
  ["in SQLite", () => new SqliteDatabases({ folder: mkdtempSync(join(folder, "store-")) })],
])("20 writers at once, %s", (_store, databases) => {
  it("of which all expect the same: exactly one wins each round", async () => {
    const { platform, bank } = await hosted(undefined, { databases: databases() });
    for (let round = 0; round < ROUNDS; round++) {
      const conditions = [AppendCondition.unchangedSince(orders, BigInt(round))];
      const attempts = Array.from({ length: WRITERS }, (_none, writer) =>
        bank.transact({ ...other(`${String(round)}-${String(writer)}`), conditions }),
      );
      const outcomes = await Promise.allSettled(attempts);
      const lost = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(lost).toHaveLength(WRITERS - 1);
      for (const { reason } of lost) expect(reason).toMatchObject({ code: "condition-violated" });
      expect((await bank.latest()).revision).toBe(BigInt(round + 1));
    }
    await platform.close();
  }, 60_000);

  it("that decide anew: each wins in the end, one after the other", async () => {
    const { platform, bank } = await hosted(
      (at, run) => ({
        events: [{ id: String(run), stream: "orders", type: "placed" }],
        conditions: [AppendCondition.unchangedSince(orders, at.revision)],
      }),
      { databases: databases() },
    );
    const executed = await Promise.all(
      Array.from({ length: WRITERS }, () => bank.execute(request())),
    );
    const revisions = executed.map(
      (each) => each.kind === "committed" && each.transaction.revision,
    );
    expect(new Set(revisions)).toEqual(
      new Set(Array.from({ length: WRITERS }, (_none, index) => BigInt(index + 1))),
    );
    await platform.close();
  }, 60_000);
});
