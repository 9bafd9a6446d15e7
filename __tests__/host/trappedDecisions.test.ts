import { InMemoryDatabase } from "../../src/database/index.js";
import type { PlatformDatabase } from "../../src/domain/index.js";
import { jsonCommand, loadStateChange, type StateChangeComponent } from "../../src/host/index.js";
import { commandMetadata, RECEIVED_AT } from "../support/commandMessage.js";
import { collectGarbage } from "../support/collectGarbage.js";
import { refusalOf } from "../support/refusalOf.js";
import {
  ACCOUNT,
  plainSavingsAccount,
  savingsAccountComponent,
} from "../support/savingsAccount.js";

let bank: InMemoryDatabase;
let withdraw: StateChangeComponent;

beforeAll(async () => {
  const { stateViews } = await plainSavingsAccount();
  bank = new InMemoryDatabase({ stateViews });
  const event = (id: string, type: string, fields: object) => ({
    ...{ id, type, stream: "accounts", subject: ACCOUNT },
    data: {
      kind: "text" as const,
      text: JSON.stringify({ account_id: ACCOUNT, ...fields }),
    },
  });
  bank.transact(
    [event("1", "account.opened", { owner: "ada" }), event("2", "account.credited", { amount: 9 })],
    [],
    RECEIVED_AT,
  );
  withdraw = await loadStateChange(await savingsAccountComponent("state-changes", "withdraw"));
}, 60_000);

const decide = (database: PlatformDatabase) =>
  withdraw.decide(
    database,
    jsonCommand({ account_id: ACCOUNT, amount: 9 }),
    commandMetadata("withdraw"),
  );

/** The database, but its revision, which a withdrawal asks for, is answered by the function. */
function withRevision(revision: () => bigint): PlatformDatabase {
  return Object.defineProperty({ ...bank.latest() }, "revision", { get: revision });
}

const fails = (): never => {
  throw new Error("the disk is gone");
};

describe("a decision during which the database fails", () => {
  it("is refused as internal, with the reason, and the next one is decided", () => {
    for (let count = 0; count < 3; count++) {
      expect(refusalOf(() => decide(withRevision(fails)))).toEqual({
        kind: "internal",
        message: "the component trapped: the disk is gone",
      });
      expect(decide(bank.latest()).events).toHaveLength(1);
    }
  });

  it("is tried once more, because a decision changes nothing", () => {
    let asked = 0;
    const failsOnce = withRevision(() => ((asked += 1) === 1 ? fails() : 2n));
    expect(decide(failsOnce).conditions).toMatchObject([{ kind: "max", revision: 2n }]);
    expect(asked).toBe(2);
  });

  it("is told what the database refuses, without a trap", () => {
    let asked = 0;
    const refuses = {
      ...bank.latest(),
      viewState: () => {
        asked += 1;
        return fails();
      },
    };
    const { kind, message } = refusalOf(() => decide(refuses));
    expect(kind).toBe("internal");
    expect(message).toContain("the database answered: the disk is gone");
    expect(asked).toBe(1);
  });

  it.each([
    ["a revision beyond 64 bits", 2n ** 64n],
    ["a negative revision", -1n],
  ])("is refused as internal when it answers %s", (_what, revision) => {
    expect(refusalOf(() => decide(withRevision(() => revision))).kind).toBe("internal");
    expect(decide(bank.latest()).events).toHaveLength(1);
  });
});

describe("a component that decides again and again", () => {
  it("keeps none of the databases that it was given", async () => {
    const given: WeakRef<PlatformDatabase>[] = [];
    for (let count = 0; count < 600; count++) {
      const database = { ...bank.latest() };
      given.push(new WeakRef(database));
      decide(database);
    }
    await collectGarbage();
    const kept = given.filter((reference) => reference.deref() !== undefined);
    // The last one may still stand on the stack.
    expect(kept.length).toBeLessThanOrEqual(1);
  }, 60_000);

  it("goes on through more calls than one instance serves", () => {
    for (let count = 0; count < 1_500; count++) {
      if (decide(bank.latest()).events.length !== 1) throw new Error(`call ${String(count)}`);
    }
  }, 60_000);

  it("decides a large command however many came before it", async () => {
    const open = await loadStateChange(
      await savingsAccountComponent("state-changes", "open-account"),
    );
    const decideOpening = (owner: string) =>
      open.decide(
        bank.latest(),
        jsonCommand({ account_id: "c0ffee00-0000-4000-8000-000000000033", owner }),
        commandMetadata("open-account"),
      );
    for (let count = 0; count < 900; count++) {
      const size = count % 30 === 29 ? 250_000 : 1;
      const { events } = decideOpening("😀".repeat(size));
      if (events.length !== 1) throw new Error(`call ${String(count)}`);
    }
  }, 60_000);
});
